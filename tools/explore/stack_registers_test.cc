// A stack that becomes registers changes no outcome.
#include "tools/explore/stack_registers.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/armv8_machine.h"
#include "tools/explore/in_order_machines.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/explore/search.h"
#include "tools/explore/search_fixture.h"
#include "tools/explore/stack_fixture.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::Operation;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr MakeMachine kMachines[] = {MakeScMachine, MakeTsoMachine,
                                     MakeArmv8Machine};

TEST(StackRegistersTest, WhatIsPutAsideComesBackAndNoMemoryIsLeft) {
  Job job = StackJob([](ProgramBuilder& builder) {
    builder.FetchAdd(0, C(kX), 1);
    Address(builder, 6, 8);
    builder.Store(R(6), R(0), 4);
    builder.Compute(0, Operation::kCopy, C(9));
    builder.Load(1, R(6), 4);
    Address(builder, 6, 56);
    builder.Load(2, R(6));
    builder.Compute(1, Operation::kAdd, R(1), R(2));
    builder.Store(C(kY), R(1));
  });
  const auto final_y = [](const FinalState& state) -> absl::StatusOr<Outcome> {
    ABSL_ASSIGN_OR_RETURN(const Value y, state.Read(kY, 8));
    return Outcome{y.low};
  };
  const Job with_stack = job;
  ASSERT_TRUE(StackToRegisters(job));
  EXPECT_THAT(job.threads[0].own, IsEmpty());
  for (const MakeMachine make : kMachines) {
    const auto outcomes = OutcomesOf(job, make, final_y);
    EXPECT_EQ(outcomes, OutcomesOf(with_stack, make, final_y));
    EXPECT_THAT(outcomes,
                ElementsAre(Outcome{3 + 1}, Outcome{3 + 2}, Outcome{3 + 3}));
  }
}

// Polls x, and every 100 times puts aside what it needs and yields.
void PollAndPutAside(ProgramBuilder& builder) {
  builder.Compute(2, Operation::kCopy, C(0));
  builder.Exchange(1, C(kY), C(1));
  const std::uint32_t leave = builder.Here() + 7;
  builder.Compute(3, Operation::kEqual, R(1), C(0));
  builder.Branch(R(3), leave);
  builder.Compute(2, Operation::kAdd, R(2), C(1));
  builder.Compute(3, Operation::kLessUnsigned, R(2), C(100));
  builder.Branch(R(3), 1);
  Address(builder, 6, 16);
  builder.Store(R(6), R(4));
  builder.Load(4, R(6));
  builder.Jump(0);
}

TEST(StackRegistersTest, ACountOfPollsMakesNoDifferenceWhereTheStackIsUsed) {
  Job job = StackJob([](ProgramBuilder& builder) {
    PollAndPutAside(builder);
    builder.RacyAdd(C(kX));
    builder.Store(C(kY), C(0));
  });
  // Past the jump back.
  job.program.operations[4].target = 12;
  const Exploration before = MustExplore(job, MakeScMachine);
  ASSERT_TRUE(StackToRegisters(job));
  const Exploration after = MustExplore(job, MakeScMachine);
  EXPECT_THAT(OutcomesOf(after), ElementsAre(Outcome{4}));
  EXPECT_THAT(after.reductions, Contains("stack kept in registers"));
  EXPECT_THAT(before.reductions, Not(Contains("stack kept in registers")));
  EXPECT_EQ(OutcomesOf(before), OutcomesOf(after));
  EXPECT_LT(20 * after.spent.states, before.spent.states);
}

// Straight code with a branch or two over shared words and those of a stack.
class RandomStackProgram {
 public:
  explicit RandomStackProgram(unsigned seed) : random_(seed) {}

  Job Make() {
    ProgramBuilder builder;
    std::vector<std::uint32_t> entries;
    for (int thread = 0; thread < 2; ++thread) {
      entries.push_back(builder.Here());
      for (int i = 0; i < 6; ++i) AddInstruction(builder);
      builder.Return();
    }
    Job job = JobOf(std::move(builder), entries);
    GiveStacks(job);
    for (Thread& thread : job.threads) thread.observed = {0, 1, 2};
    return job;
  }

 private:
  std::uint64_t Below(std::uint64_t end) { return random_() % end; }
  isa::RegisterNumber Register() {
    return static_cast<isa::RegisterNumber>(Below(3));
  }

  void AddInstruction(ProgramBuilder& builder) {
    const isa::RegisterNumber reg = Register();
    const std::uint64_t word = Below(2);
    const isa::Source shared = C(word == 0 ? kX : kY);
    switch (Below(8)) {
      case 0:
      case 1:
        Address(builder, 6, 56 - 8 * word);
        builder.Load(reg, R(6));
        return;
      case 2:
      case 3:
        Address(builder, 6, 56 - 8 * word);
        builder.Store(R(6), R(reg));
        return;
      case 4:
        builder.Load(reg, shared);
        return;
      case 5:
        builder.Store(shared, Below(2) == 0 ? R(reg) : C(1 + word));
        return;
      case 6:
        // An address that depends on what was read, and is what it was.
        builder.Compute(7, Operation::kXor, R(reg), R(reg));
        builder.Compute(7, Operation::kAdd, R(7), shared);
        builder.Load(Register(), R(7));
        return;
      default:
        builder.Branch(R(reg), builder.Here() + 2);
        builder.Store(shared, C(3));
        return;
    }
  }

  std::mt19937 random_;
};

absl::StatusOr<Outcome> AllThatIsLeft(const FinalState& state) {
  Outcome outcome;
  for (const std::size_t thread : {0, 1}) {
    for (const isa::RegisterNumber reg : {0, 1, 2}) {
      outcome.push_back(state.Register(thread, reg));
    }
  }
  for (const std::uint64_t word : {kX, kY}) {
    ABSL_ASSIGN_OR_RETURN(const Value value, state.Read(word, 8));
    outcome.push_back(value.low);
  }
  return outcome;
}

TEST(StackRegistersTest, RandomProgramsHaveTheSameOutcomes) {
  constexpr unsigned kPrograms = 400;
  std::size_t outcomes = 0;
  for (unsigned seed = 1; seed <= kPrograms; ++seed) {
    SCOPED_TRACE(seed);
    Job job = RandomStackProgram(seed).Make();
    const Job with_stack = job;
    ASSERT_TRUE(StackToRegisters(job));
    for (const MakeMachine make : kMachines) {
      const auto found = OutcomesOf(job, make, AllThatIsLeft);
      outcomes += found.size();
      ASSERT_EQ(found, OutcomesOf(with_stack, make, AllThatIsLeft));
    }
  }
  // They are about something.
  EXPECT_GT(outcomes, 5 * kPrograms);
}

}  // namespace
}  // namespace atomics_lab::explore
