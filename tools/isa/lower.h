// Instructions to micro-operations, one instruction at a time.
//
// One pair of files per instruction set implements it (x86_64_lower*.cc,
// aarch64_lower*.cc).
#ifndef ATOMICS_LAB_TOOLS_ISA_LOWER_H_
#define ATOMICS_LAB_TOOLS_ISA_LOWER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/isa/micro_op.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// What lowering knows of an instruction beside itself.
struct Place {
  // Where the instruction's symbolic reference (Instruction::target) lies, in
  // an object that was not linked yet. Absent in linked files, whose encoded
  // addresses are right.
  std::optional<std::uint64_t> reference;
  // True if the reference goes through the global offset table: the
  // instruction loads the address `reference` itself.
  bool through_got = false;
};

// Lowers one instruction.
//
// Guarantees: memory accesses in the order in which the instruction makes them;
// branch targets are addresses of code; kCall has target 0 if the instruction
// names a symbol instead; temporaries are written before they are read. On
// x86-64 a call is the push of the return address followed by kCall, a return
// the pop followed by kReturn; on AArch64 `bl` sets x30. An instruction that
// its operands can make fault (x86-64 `div`) ends with a kBranch to the next
// one, taken if it does not, and a kTrap.
// Alignment, as MicroOp accesses are single-copy atomic: vector registers of 16
// bytes and pairs (`ldp`, `stp`) are two accesses of 8 (Arm ARM B2.2.1 before
// LSE2; Intel SDM vol. 3, 9.1.1); `casp`, `ldxp`/`stxp` and `cmpxchg16b` are
// one of 16.
// Errors: Unimplemented, one line that names mnemonic, operands and address,
// for whatever it does not know or would have to guess: it never approximates.
absl::StatusOr<std::vector<MicroOp>> Lower(
    listing::Architecture architecture, const listing::Instruction& instruction,
    const Place& place = {});

// The register's number; absent if the instruction set has no such register of
// 64 bits (its canonical names: "rax", "rsp", "zf", "xmm0l", "xmm0h",
// "fs_base"; "x0", "sp", "n", "v0l", "v0h", "tpidr_el0").
std::optional<RegisterNumber> FindRegister(listing::Architecture architecture,
                                           std::string_view name);

// The canonical name; "t0", "t1", … for temporaries.
std::string RegisterName(listing::Architecture architecture,
                         RegisterNumber number);

// Which registers a procedure call is about (System V ABI, AMD64 supplement,
// 3.2; Procedure Call Standard for the Arm 64-bit Architecture, 6.1).
struct CallingConvention {
  std::vector<RegisterNumber> arguments;  // integers and pointers, in order
  RegisterNumber result = 0;              // low 64 bits
  RegisterNumber result_high = 0;         // of 128
  RegisterNumber stack_pointer = 0;
  RegisterNumber thread_pointer = 0;
  std::vector<RegisterNumber> preserved;  // by the callee, stack pointer aside
  bool return_address_on_stack = false;   // else in `link`
  RegisterNumber link = 0;
};
const CallingConvention& CallingConventionOf(
    listing::Architecture architecture);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_LOWER_H_
