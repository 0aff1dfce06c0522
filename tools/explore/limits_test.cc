// What an exploration says when it was not finished.
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/counted_memory.h"
#include "tools/explore/in_order_machines.h"
#include "tools/explore/machine.h"
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
using ::testing::SizeIs;

// Refuses from the call number `calls` on after all states were followed.
Limits InterruptedAfterAllStates(int calls) {
  Limits limits;
  limits.progress = [calls](const Progress& progress) mutable {
    return progress.frontier != 0 || --calls > 0;
  };
  return limits;
}

Exploration ExploreWithin(const Job& job, const Limits& limits,
                          MakeMachine make = MakeScMachine) {
  return MustExplore(job, make, FinalX, limits);
}

int Untold(const Exploration& found) {
  int untold = 0;
  for (const Reached& reached : found.outcomes) {
    if (reached.witness.empty()) ++untold;
  }
  for (const Stuck& stuck : found.stuck) {
    if (stuck.witness.empty()) ++untold;
  }
  return untold;
}

TEST(LimitsTest, NothingIsCutFromWhatIsFinished) {
  const Exploration found = ExploreWithin(TwoLocksJob(), {});
  EXPECT_TRUE(found.complete);
  EXPECT_TRUE(found.stuck_known);
  EXPECT_EQ(found.cut, "");
  EXPECT_EQ(found.without_witness, 0U);
  EXPECT_EQ(Untold(found), 0);
}

TEST(LimitsTest, AnInterruptionBeforeWitnessesKeepsTheOutcomes) {
  const Exploration found =
      ExploreWithin(RacyJob(3, 2), InterruptedAfterAllStates(2));
  EXPECT_EQ(OutcomesOf(found), OutcomesOf(ExploreWithin(RacyJob(3, 2), {})));
  EXPECT_TRUE(found.complete);
  EXPECT_EQ(found.bound, "");
  EXPECT_TRUE(found.stuck_known);
  EXPECT_EQ(found.cut, "interrupted");
  // One was told before it was asked whether to go on.
  EXPECT_EQ(found.without_witness, found.outcomes.size() - 1);
  EXPECT_EQ(Untold(found), static_cast<int>(found.without_witness));
}

TEST(LimitsTest, AnInterruptionBeforeStuckStatesSaysThatTheyAreNotKnown) {
  const Exploration found =
      ExploreWithin(TwoLocksJob(), InterruptedAfterAllStates(1));
  EXPECT_THAT(OutcomesOf(found), ElementsAre(Outcome{0}));
  EXPECT_TRUE(found.complete);
  EXPECT_THAT(found.stuck, IsEmpty());
  EXPECT_FALSE(found.stuck_known);
  EXPECT_EQ(found.cut, "interrupted");
  EXPECT_EQ(found.without_witness, 1U);
}

TEST(LimitsTest, AStuckStateWithoutAWitnessCounts) {
  const Exploration found =
      ExploreWithin(TwoLocksJob(), InterruptedAfterAllStates(2));
  ASSERT_THAT(found.stuck, SizeIs(1));
  EXPECT_TRUE(found.stuck_known);
  EXPECT_EQ(found.without_witness, 1U);
  EXPECT_EQ(Untold(found), 1);
}

TEST(LimitsTest, AnInterruptionAmongTheStatesIsABound) {
  Limits limits;
  limits.progress = [](const Progress&) { return false; };
  const Exploration found = ExploreWithin(RacyJob(4, 4), limits);
  EXPECT_FALSE(found.complete);
  EXPECT_EQ(found.bound, "interrupted");
  EXPECT_FALSE(found.stuck_known);
  EXPECT_EQ(Untold(found), static_cast<int>(found.without_witness));
}

TEST(LimitsTest, SoManyStatesAreABound) {
  Limits limits;
  limits.states = 20;
  const Exploration few = ExploreWithin(RacyJob(3, 3), limits);
  EXPECT_FALSE(few.complete);
  EXPECT_FALSE(few.stuck_known);
  EXPECT_EQ(few.bound, "stopped at 20 states");
}

TEST(LimitsTest, WithoutWitnessesOutcomesStay) {
  Limits limits;
  limits.witnesses = false;
  const Exploration found = ExploreWithin(RacyJob(2, 2), limits);
  EXPECT_THAT(OutcomesOf(found),
              ElementsAre(Outcome{2}, Outcome{3}, Outcome{4}));
  EXPECT_THAT(found.outcomes[0].witness, IsEmpty());
  EXPECT_EQ(found.without_witness, 0U);
}

Job StoresJob(std::uint64_t stores, std::size_t threads) {
  ProgramBuilder builder;
  for (std::uint64_t i = 0; i < stores; ++i) builder.Store(C(kX), C(i));
  builder.Return();
  return JobOf(std::move(builder), std::vector<std::uint32_t>(threads));
}

TEST(LimitsTest, ABufferThatIsOverfullIsABound) {
  const Exploration full = ExploreWithin(StoresJob(32, 1), {}, MakeTsoMachine);
  EXPECT_THAT(OutcomesOf(full), ElementsAre(Outcome{31}));
  EXPECT_TRUE(full.complete);
  const Exploration over = ExploreWithin(StoresJob(33, 1), {}, MakeTsoMachine);
  EXPECT_THAT(OutcomesOf(over), ElementsAre(Outcome{32}));
  EXPECT_FALSE(over.complete);
  EXPECT_EQ(over.bound, "store buffers of 32 stores");
}

TEST(LimitsTest, AStopHidesNoOtherBound) {
  Limits limits;
  limits.states = 20;
  const Exploration found =
      ExploreWithin(StoresJob(33, 2), limits, MakeTsoMachine);
  EXPECT_EQ(found.bound, "stopped at 20 states, store buffers of 32 stores");
}

// Each call leaves another value, so that memory and threads differ without
// end.
Job EverDifferentJob(std::size_t threads) {
  ProgramBuilder builder;
  builder.Load(0, C(kX));
  builder.Load(1, C(kY));
  builder.Compute(0, Operation::kMul, R(0), C(3));
  builder.Compute(0, Operation::kAdd, R(0), R(1));
  builder.Store(C(kX), R(0));
  builder.Compute(1, Operation::kAdd, R(1), C(1));
  builder.Store(C(kY), R(1));
  builder.Return();
  return JobOf(std::move(builder), std::vector<std::uint32_t>(threads), 1000);
}

struct Case {
  Job job;
  MakeMachine make;
};

std::vector<Case> TooBigForAFewMebibytes() {
  return {{RacyJob(4, 4), MakeTsoMachine},
          {RacyJob(6, 4), MakeScMachine},
          {EverDifferentJob(3), MakeScMachine},
          {EverDifferentJob(2), MakeTsoMachine}};
}

TEST(LimitsTest, MemoryStaysWithinItsLimit) {
  for (const std::size_t limit : {1, 3, 8}) {
    for (const Case& test : TooBigForAFewMebibytes()) {
      for (const bool witnesses : {false, true}) {
        Limits limits;
        limits.memory = limit << 20;
        limits.witnesses = witnesses;
        PeakSinceLastAsked();
        const Exploration found = ExploreWithin(test.job, limits, test.make);
        EXPECT_LE(PeakSinceLastAsked(), limits.memory / 10 * 11);
        EXPECT_LE(found.spent.memory, limits.memory);
        EXPECT_FALSE(found.complete);
        EXPECT_TRUE(absl::StartsWith(found.bound, "stopped at "))
            << found.bound;
        EXPECT_GT(found.spent.states, 1000U);
      }
    }
  }
}

TEST(LimitsTest, TooLittleMemoryForAnythingIsABoundToo) {
  Limits limits;
  limits.memory = 1000;
  const Exploration found = ExploreWithin(RacyJob(2, 1), limits);
  EXPECT_EQ(found.bound, "stopped at 1000.0 bytes");
  EXPECT_THAT(found.outcomes, IsEmpty());
}

// A limit between what states and what witnesses need: these are cut off.
TEST(LimitsTest, AlsoWitnessesStayWithinTheLimit) {
  constexpr std::uint64_t kOutcomes = 2'000;
  ProgramBuilder builder;
  for (std::uint64_t i = 0; i < 100; ++i) builder.Store(C(kY), C(i));
  builder.Add(
      {.kind = isa::MicroOp::Kind::kChoose, .result = 2, .b = C(kOutcomes)},
      "choose");
  builder.Store(C(kX), R(2));
  builder.Return();
  const Job job = JobOf(std::move(builder), {0});
  Limits limits;
  limits.memory = std::size_t{16} << 20;
  PeakSinceLastAsked();
  const Exploration found = ExploreWithin(job, limits);
  EXPECT_LE(PeakSinceLastAsked(), limits.memory / 10 * 11);
  EXPECT_TRUE(found.complete);
  EXPECT_THAT(found.outcomes, SizeIs(kOutcomes));
  EXPECT_EQ(found.cut, "stopped at 16.0 MiB");
  EXPECT_GT(found.without_witness, 0U);
  EXPECT_LT(found.without_witness, kOutcomes);
}

TEST(CountedMemoryTest, TellsThePeakAndForgetsWhatIsFreed) {
  PeakSinceLastAsked();
  // (A compiler may leave out what `new` allocates, but no call by name.)
  for (const std::size_t bytes : {100'000, 50'000}) {
    operator delete(operator new(bytes));
  }
  const std::size_t peak = PeakSinceLastAsked();
  EXPECT_EQ(peak, 100'000U);
  EXPECT_EQ(PeakSinceLastAsked(), 0U);
}

}  // namespace
}  // namespace atomics_lab::explore
