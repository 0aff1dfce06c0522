// Calls whose effect is written down here instead of followed: those of the C
// and C++ libraries, absl::Mutex and the kernel that counters use.
//
// The kernel's futex(2): WAIT compares and goes to sleep under a lock of the
// kernel's, in the first place that is free; WAKE ends sleeps under the same
// lock, in the places' order. A sleeper waits until its place says so: a
// wake-up that is lost shows as a livelock. Spurious wake-ups and signals are
// not modelled.
#ifndef ATOMICS_LAB_TOOLS_PROGRAM_MODELLED_CALLS_H_
#define ATOMICS_LAB_TOOLS_PROGRAM_MODELLED_CALLS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/isa/micro_op.h"
#include "tools/program/instruction_set.h"

namespace atomics_lab::program {

// A call in micro-operations. Targets are indexes into `operations`; one past
// the end is the return to the caller. A kTrap's `target` is one into `traps`.
// Each access to memory has a site of its own, an index into `steps`.
struct ModelledCall {
  std::string name;  // "sched_yield"
  std::vector<isa::MicroOp> operations;
  std::vector<std::string> steps;  // "takes the lock"
  std::vector<std::string> traps;
};

// Absent if the function is not modelled. `heap` is the distance of the heap
// from the thread pointer; so many threads may sleep in the kernel.
std::optional<ModelledCall> ModelCall(std::string_view mangled,
                                      const InstructionSet& instruction_set,
                                      std::int64_t heap, int threads);

inline constexpr int kMostThreads = 8;
// The kernel's memory: its lock in the first word, then a place to sleep for
// each thread.
inline constexpr std::uint64_t kKernelSize =
    8 * (1 + std::uint64_t{kMostThreads});
inline constexpr std::string_view kFutexName = "syscall(SYS_futex)";

}  // namespace atomics_lab::program

#endif  // ATOMICS_LAB_TOOLS_PROGRAM_MODELLED_CALLS_H_
