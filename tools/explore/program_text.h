// Programs of micro-operations as text, for people who want to see what an
// instruction was taken for.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_PROGRAM_TEXT_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_PROGRAM_TEXT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

// One micro-operation in one line:
//   rax = load.64 [rdi]            acquire, acquire-pc, exclusive and rmw stand
//   store.32.release [x0], x1      behind the width; rmw is the read or the
//   x3 = store.64.exclusive …      write of one atomic instruction
//   zf = equal.32 rax, t0          the width is how many bits it computes with
//   branch zf → 12                 to the operation of that number, else on
//   t0 = choose 2                  0 or 1, at the machine's will
//   fence full, jump → 3, return, clear exclusive, trap: why
std::string OperationText(const Program& program, const isa::MicroOp& op);

// An instruction and what it became.
struct LoweredSite {
  Site site;
  std::uint32_t first = 0;              // number of the first operation
  std::vector<std::string> operations;  // OperationText of each, in order
};

// What a thread that starts at operation `entry` can reach, in the program's
// order; calls are inlined, so one instruction may stand in several places.
// Requires: `entry` is an index into `program.operations`.
std::vector<LoweredSite> LoweredSites(const Program& program,
                                      std::uint32_t entry);

// The same, an instruction a line and its operations below it:
//   racy_split::Add
//     +0x0  mov rax, qword ptr [rdi]
//              0  rax = load.64 [rdi]
std::string ProgramText(const std::vector<LoweredSite>& sites);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_PROGRAM_TEXT_H_
