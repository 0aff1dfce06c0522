// Threads with a stack, for tests.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_STACK_FIXTURE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_STACK_FIXTURE_H_

#include <cstdint>
#include <functional>
#include <utility>

#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

inline constexpr isa::RegisterNumber kStackPointer = 5;
inline constexpr std::uint64_t kStackSize = 64;

inline void GiveStacks(Job& job) {
  for (Thread& thread : job.threads) {
    thread.registers = {{.reg = kStackPointer, .value = kStack + kStackSize}};
    thread.own = {Zeros(kStack, kStackSize, "stack")};
    thread.own[0].dies_with_call = true;
    thread.own[0].bytes[8] = 3;
  }
}

using Body = std::function<void(ProgramBuilder&)>;

inline Job StackJob(const Body& body) {
  ProgramBuilder builder;
  body(builder);
  builder.Return();
  Job job = JobOf(std::move(builder), {0, 0}, 2);
  GiveStacks(job);
  return job;
}

// kStackPointer - offset, in `reg`.
inline void Address(ProgramBuilder& builder, isa::RegisterNumber reg,
                    std::uint64_t offset) {
  builder.Compute(reg, isa::Operation::kSub, R(kStackPointer), C(offset));
}

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_STACK_FIXTURE_H_
