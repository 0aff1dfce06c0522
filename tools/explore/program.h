// What is explored: programs of micro-operations, the memory they start from,
// and the threads that run them. Plain values; nothing here knows an
// instruction set.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_PROGRAM_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_PROGRAM_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

// An instruction that operations came from, for people.
struct Site {
  std::string function;       // demangled, without parameters
  std::uint64_t address = 0;  // as listing::Instruction::address
  std::string text;           // "lock xadd qword ptr [rdi], rax"
  std::string file;           // empty without debug information
  int line = 0;               // from 1
};

// One straight piece of code: calls are inlined, so that control flow is whole.
// Guarantees: no kCall; every MicroOp::target is an index into `operations` and
// every `site` one into `sites`; execution never runs past the last operation;
// kReturn ends the outermost function, and only that.
struct Program {
  std::vector<isa::MicroOp> operations;
  std::vector<Site> sites;
  std::vector<std::string> register_names;  // by number
  // Calls whose effect was modelled instead of followed: "sched_yield".
  std::vector<std::string> modelled_calls;
  // Why the program cannot be followed any further, without the place: "calls
  // `abort`, which is neither in the file nor modelled". What a kTrap's
  // `target` is an index into. A trap that is never reached does no harm.
  std::vector<std::string> traps;
};

// One more than the greatest number of a register that it names.
std::size_t RegistersOf(const Program& program);

// For each operation, whether some jump leads to it.
std::vector<bool> HeadsOf(const Program& program);

struct RegisterValue {
  isa::RegisterNumber reg = 0;
  std::uint64_t value = 0;
};

// `size` bytes from `address`, which nothing else has.
struct MemoryRegion {
  std::uint64_t address = 0;
  std::vector<std::uint8_t> bytes;
  std::string name;      // of the symbol or object: "counter", "x"
  bool writable = true;  // a store to other regions is an error
  // Of a thread's own one: what a call leaves in it means nothing afterwards,
  // as on a stack. It starts each call anew, so that states differ by less.
  bool dies_with_call = false;
};

// Whether that is an address of it, or of its end, where stacks start.
inline bool IsAddressIn(const MemoryRegion& region, std::uint64_t value) {
  return value - region.address <= region.bytes.size();
}

// What a thread does: calls the function `calls` times, then ends.
struct Thread {
  std::uint32_t entry = 0;  // index into Program::operations
  int calls = 1;
  // What registers hold at the start of each call; others hold 0.
  std::vector<RegisterValue> registers;
  // What FinalState::Register may be asked for. Nothing else is kept after the
  // last call: two final states that differ in nothing else are one.
  std::vector<isa::RegisterNumber> observed;
  // Stack and thread-local storage: nobody else's, unless an address escapes.
  std::vector<MemoryRegion> own;
};

// One more than the greatest number of a register that it starts with, or that
// is observed.
std::size_t RegistersOf(const Thread& thread);

// True if they start alike and do the same: names do not count.
bool Alike(const Thread& a, const Thread& b);

// Threads over memory.
// Requires: regions do not overlap, except that threads' own ones may lie at
// the same addresses in each thread, which is what lets threads that run the
// same code be told to be the same (see Job::own_is_private).
struct Job {
  Program program;
  std::vector<Thread> threads;
  std::vector<MemoryRegion> memory;
  // Alternatives to `memory`'s bytes, each a whole start: {address, byte} pairs
  // that are changed. Empty: one start. (What outlined atomics choose by.)
  std::vector<std::vector<std::pair<std::uint64_t, std::uint8_t>>> starts;
  // True: threads' own regions are part of each thread's state and lie at the
  // same addresses. An own address that would get where others can see it is
  // reported as kEscaped, and the job has to be made again with false: own
  // regions are then memory like any other, at distinct addresses.
  bool own_is_private = true;
  // True, with own_is_private: own regions lie at distinct addresses all the
  // same, and own addresses may go anywhere. What threads turn out to share is
  // then known by the access: one to another thread's own bytes, or to bytes of
  // which only some are in a region of the thread's own, is kEscaped and names
  // them, and the job has to be made again with those in `memory`.
  // Exact: up to the first such access, an execution is one in which nobody
  // else sees the bytes, so that it is the same whether they are private (and
  // never wait in a store buffer) or not; hence if none is found, there is
  // none.
  bool own_is_placed = false;
  // What a Machine has no order for, accesses of different sizes to the same
  // bytes, is an error that names two of them. If true, each byte is taken to
  // be ordered as accesses of one size are, and the exploration tells of it.
  bool takes_mixed_sizes = false;
  // What StackToRegisters did, so that an exploration can tell of it.
  bool stack_is_in_registers = false;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_PROGRAM_H_
