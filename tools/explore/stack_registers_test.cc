// A stack that becomes registers changes no outcome; and what keeps it.
#include "tools/explore/stack_registers.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <utility>
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
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::Operation;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr isa::RegisterNumber kStackPointer = 5;
constexpr std::uint64_t kStackSize = 64;

void GiveStacks(Job& job) {
  for (Thread& thread : job.threads) {
    thread.registers = {{.reg = kStackPointer, .value = kStack + kStackSize}};
    thread.own = {Zeros(kStack, kStackSize, "stack")};
    thread.own[0].dies_with_call = true;
    thread.own[0].bytes[8] = 3;
  }
}

using Body = std::function<void(ProgramBuilder&)>;

Job StackJob(const Body& body) {
  ProgramBuilder builder;
  body(builder);
  builder.Return();
  Job job = JobOf(std::move(builder), {0, 0}, 2);
  GiveStacks(job);
  return job;
}

// kStackPointer - offset, in `reg`.
void Address(ProgramBuilder& builder, isa::RegisterNumber reg,
             std::uint64_t offset) {
  builder.Compute(reg, Operation::kSub, R(kStackPointer), C(offset));
}

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
  EXPECT_EQ(OutcomesOf(before), OutcomesOf(after));
  EXPECT_LT(20 * after.spent.states, before.spent.states);
}

bool Stays(const Body& body) {
  Job job = StackJob(body);
  return !StackToRegisters(job);
}

TEST(StackRegistersTest, AnAddressThatGetsAwayKeepsTheStack) {
  EXPECT_FALSE(Stays([](ProgramBuilder& builder) {
    builder.Compute(1, Operation::kEqual, R(kStackPointer), C(3));
    builder.Store(C(kX), R(1));
  }));
  EXPECT_TRUE(Stays([](ProgramBuilder& builder) {
    Address(builder, 6, 8);
    builder.Store(C(kX), R(6));
  }));
  EXPECT_TRUE(Stays([](ProgramBuilder& builder) {
    Address(builder, 6, 8);
    builder.Exchange(0, C(kX), R(6));
  }));
  // By way of the stack.
  EXPECT_TRUE(Stays([](ProgramBuilder& builder) {
    Address(builder, 6, 8);
    builder.Store(R(6), R(6));
    builder.Load(1, R(6));
    builder.Store(C(kX), R(1));
  }));
}

TEST(StackRegistersTest, AnAddressThatIsNoNumberKeepsTheStack) {
  EXPECT_TRUE(Stays([](ProgramBuilder& builder) {
    builder.Load(1, C(kX));
    builder.Compute(1, Operation::kAnd, R(1), C(8));
    Address(builder, 6, 16);
    builder.Compute(6, Operation::kAdd, R(6), R(1));
    builder.Load(2, R(6));
  }));
  // One of two, as two ways meet.
  EXPECT_TRUE(Stays([](ProgramBuilder& builder) {
    builder.Load(1, C(kX));
    Address(builder, 6, 16);
    builder.Branch(R(1), builder.Here() + 2);
    Address(builder, 6, 8);
    builder.Load(2, R(6));
  }));
  // What comes from elsewhere is no address of the stack.
  EXPECT_FALSE(Stays([](ProgramBuilder& builder) {
    builder.Load(1, C(kX));
    builder.Load(2, R(1));
  }));
}

TEST(StackRegistersTest, AccessesThatOverlapKeepTheStack) {
  const auto both = [](std::uint64_t first, std::uint64_t second,
                       std::uint8_t size) {
    return [=](ProgramBuilder& builder) {
      Address(builder, 6, first);
      builder.Store(R(6), C(1));
      Address(builder, 6, second);
      builder.Load(1, R(6), size);
    };
  };
  EXPECT_FALSE(Stays(both(16, 16, 8)));
  EXPECT_FALSE(Stays(both(16, 8, 8)));
  EXPECT_TRUE(Stays(both(16, 16, 4)));
  EXPECT_TRUE(Stays(both(16, 12, 4)));
  EXPECT_TRUE(Stays(both(16, 12, 8)));
  EXPECT_TRUE(Stays(both(16, 20, 8)));
  EXPECT_TRUE(Stays(both(16, 4, 8)));               // past its end
  EXPECT_TRUE(Stays(both(16, kStackSize + 4, 8)));  // from before it
  EXPECT_TRUE(Stays(both(32, 16, 16)));
}

TEST(StackRegistersTest, WhatOrdersOrIsAtomicKeepsTheStack) {
  const auto load = [](const std::function<void(isa::MicroOp&)>& change) {
    return [=](ProgramBuilder& builder) {
      Address(builder, 6, 8);
      change(builder.Load(1, R(6)));
    };
  };
  EXPECT_FALSE(Stays(load([](isa::MicroOp&) {})));
  EXPECT_TRUE(Stays(
      load([](isa::MicroOp& op) { op.acquire = isa::Acquire::kAcquire; })));
  EXPECT_TRUE(Stays(load(
      [](isa::MicroOp& op) { op.atomicity = isa::Atomicity::kExclusive; })));
  EXPECT_TRUE(Stays([](ProgramBuilder& builder) {
    Address(builder, 6, 8);
    builder.Store(R(6), C(1)).release = true;
  }));
  EXPECT_TRUE(Stays([](ProgramBuilder& builder) {
    Address(builder, 6, 8);
    builder.FetchAdd(0, R(6), 1);
  }));
}

TEST(StackRegistersTest, AStackThatIsNotPrivateOrKnownOfStays) {
  const Body body = [](ProgramBuilder& builder) {
    Address(builder, 6, 8);
    builder.Store(R(6), C(1));
  };
  Job placed = StackJob(body);
  placed.own_is_placed = true;
  EXPECT_FALSE(StackToRegisters(placed));
  Job shared = StackJob(body);
  shared.own_is_private = false;
  EXPECT_FALSE(StackToRegisters(shared));
  Job told = StackJob(body);
  told.memory[0].bytes[1] = kStack >> 8;
  EXPECT_FALSE(StackToRegisters(told));
  Job different = StackJob(body);
  different.threads[1].own[0].bytes[0] = 1;
  EXPECT_FALSE(StackToRegisters(different));
  Job lasting = StackJob(body);
  for (Thread& thread : lasting.threads) thread.own[0].dies_with_call = false;
  EXPECT_FALSE(StackToRegisters(lasting));
}

TEST(StackRegistersTest, TooManyWordsForTheRegistersThatAreLeftStay) {
  const auto words = [](std::uint64_t count) {
    return [=](ProgramBuilder& builder) {
      for (std::uint64_t i = 0; i < count; ++i) {
        Address(builder, 6, kStackSize - i);
        builder.Store(R(6), C(1), 1);
      }
      builder.Compute(isa::kMostRegisters - 8, Operation::kCopy, C(0));
    };
  };
  EXPECT_FALSE(Stays(words(7)));
  EXPECT_TRUE(Stays(words(8)));
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
