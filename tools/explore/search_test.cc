// What can come of programs under the models that keep program order.
#include "tools/explore/search.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/in_order_machines.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/explore/search_fixture.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::Operation;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class InOrderModels : public ::testing::TestWithParam<MakeMachine> {};

INSTANTIATE_TEST_SUITE_P(All, InOrderModels,
                         ::testing::Values(&MakeScMachine, &MakeTsoMachine),
                         [](const auto& info) {
                           return info.param == &MakeScMachine ? "Sc" : "Tso";
                         });

TEST_P(InOrderModels, RacyIncrementsLoseAllButTwo) {
  EXPECT_THAT(OutcomesOf(RacyJob(2, 1), GetParam()),
              ElementsAre(Outcome{1}, Outcome{2}));
  EXPECT_THAT(OutcomesOf(RacyJob(2, 2), GetParam()),
              ElementsAre(Outcome{2}, Outcome{3}, Outcome{4}));
  EXPECT_EQ(OutcomesOf(RacyJob(3, 3), GetParam()).front(), Outcome{2});
  EXPECT_EQ(OutcomesOf(RacyJob(3, 3), GetParam()).back(), Outcome{9});
}

TEST_P(InOrderModels, AtomicIncrementsLoseNothing) {
  const Exploration found = MustExplore(FetchAddJob(2, 2), GetParam());
  EXPECT_THAT(OutcomesOf(found), ElementsAre(Outcome{4}));
  EXPECT_TRUE(found.complete);
  EXPECT_THAT(found.stuck, IsEmpty());
}

TEST_P(InOrderModels, RetryLoopsAreFinite) {
  for (const Job& job : {CasLoopJob(), LoadLinkedJob()}) {
    const Exploration found = MustExplore(job, GetParam());
    EXPECT_THAT(OutcomesOf(found), ElementsAre(Outcome{4}));
    EXPECT_TRUE(found.complete);
    EXPECT_THAT(found.stuck, IsEmpty());
  }
}

TEST_P(InOrderModels, ALockProtects) {
  const Exploration found = MustExplore(SpinlockJob(true), GetParam());
  EXPECT_THAT(OutcomesOf(found), ElementsAre(Outcome{2}));
  EXPECT_THAT(found.stuck, IsEmpty());
}

TEST_P(InOrderModels, ALockThatIsNeverReleasedIsALivelock) {
  const Exploration found = MustExplore(SpinlockJob(false), GetParam());
  EXPECT_TRUE(found.complete);
  EXPECT_THAT(found.outcomes, IsEmpty());
  ASSERT_EQ(found.stuck.size(), 1U);
  EXPECT_EQ(found.stuck[0].kind, Stuck::Kind::kLivelock);
}

TEST_P(InOrderModels, LocksInOppositeOrdersMayLockEachOtherOut) {
  const Exploration found = MustExplore(TwoLocksJob(), GetParam());
  EXPECT_THAT(OutcomesOf(found), ElementsAre(Outcome{0}));
  ASSERT_EQ(found.stuck.size(), 1U);
  EXPECT_EQ(found.stuck[0].kind, Stuck::Kind::kLivelock);
  std::set<std::uint64_t> held;
  for (const WitnessStep& step : found.stuck[0].witness) {
    if (step.read.low == 0) held.insert(step.move.address);
  }
  EXPECT_THAT(held, ElementsAre(kX, kY));
}

TEST_P(InOrderModels, SymmetryChangesStatesAndNothingElse) {
  Limits without;
  without.symmetry = false;
  const Exploration all =
      MustExplore(RacyJob(3, 2), GetParam(), FinalX, without);
  const Exploration sorted = MustExplore(RacyJob(3, 2), GetParam());
  EXPECT_EQ(OutcomesOf(all), OutcomesOf(sorted));
  EXPECT_LT(sorted.spent.states * 4, all.spent.states);
  for (std::size_t i = 0; i < all.outcomes.size(); ++i) {
    EXPECT_EQ(all.outcomes[i].context_switches,
              sorted.outcomes[i].context_switches);
  }
  EXPECT_THAT(sorted.reductions, testing::Contains("thread symmetry"));
  EXPECT_THAT(all.reductions,
              testing::Not(testing::Contains("thread symmetry")));
}

// All that an exploration says, but for the time it took.
std::string Told(const Exploration& found) {
  std::string told = absl::StrCat(found.spent.states, " ", found.spent.steps,
                                  " ", found.spent.memory);
  const auto add = [&](const std::vector<WitnessStep>& witness) {
    for (const WitnessStep& step : witness) {
      absl::StrAppend(&told, " ", step.thread, ":", step.move.operation,
                      step.move.note, "=", step.read.low, ",", step.value.low);
    }
  };
  for (const Reached& reached : found.outcomes) {
    absl::StrAppend(&told, "\n", reached.outcome[0], " after ",
                    reached.context_switches);
    add(reached.witness);
  }
  for (const Stuck& stuck : found.stuck) add(stuck.witness);
  return told;
}

TEST_P(InOrderModels, AreExploredTheSameWayEveryTime) {
  for (const Job& job : {RacyJob(3, 2), CasLoopJob(), TwoLocksJob()}) {
    const std::string first = Told(MustExplore(job, GetParam()));
    EXPECT_EQ(first, Told(MustExplore(job, GetParam())));
  }
  EXPECT_NE(Told(MustExplore(CasLoopJob(), GetParam())),
            Told(MustExplore(LoadLinkedJob(), GetParam())));
}

TEST_P(InOrderModels, SixteenBytesAreReadAndWrittenAtOnce) {
  ProgramBuilder builder;
  builder.Store(C(kX), C(1), 16).c = C(2);
  builder.Return();
  const std::uint32_t second = builder.Here();
  builder.Load(1, C(kX), 16).result_high = 2;
  builder.Return();
  Job job = JobOf(std::move(builder), {0, second});
  job.memory = {Zeros(kX, 16, "x")};
  job.threads[1].observed = {1, 2};
  const auto observe = [](const FinalState& state) -> absl::StatusOr<Outcome> {
    return Outcome{state.Register(1, 1), state.Register(1, 2)};
  };
  EXPECT_THAT(OutcomesOf(job, GetParam(), observe),
              ElementsAre(Outcome{0, 0}, Outcome{1, 2}));
}

TEST(SearchTest, StoreBufferingIsWhatTsoAddsAndAFenceTakesAway) {
  EXPECT_THAT(
      OutcomesOf(StoreBufferingJob(false), MakeScMachine, BothRegisters),
      ElementsAre(Outcome{0, 1}, Outcome{1, 0}, Outcome{1, 1}));
  EXPECT_THAT(
      OutcomesOf(StoreBufferingJob(false), MakeTsoMachine, BothRegisters),
      ElementsAre(Outcome{0, 0}, Outcome{0, 1}, Outcome{1, 0}, Outcome{1, 1}));
  EXPECT_THAT(
      OutcomesOf(StoreBufferingJob(true), MakeTsoMachine, BothRegisters),
      ElementsAre(Outcome{0, 1}, Outcome{1, 0}, Outcome{1, 1}));
}

TEST(SearchTest, AThreadReadsItsOwnStoresFirst) {
  ProgramBuilder builder;
  builder.Store(C(kX), C(0x0102));
  builder.Load(1, C(kX + 1), 1);
  builder.Return();
  Job job = JobOf(std::move(builder), {0});
  job.threads[0].observed = {1};
  const auto observe = [](const FinalState& state) -> absl::StatusOr<Outcome> {
    return Outcome{state.Register(0, 1)};
  };
  EXPECT_THAT(OutcomesOf(job, MakeTsoMachine, observe),
              ElementsAre(Outcome{1}));
}

TEST(SearchTest, ALoadOfMoreThanWasStoredWaitsForTheStore) {
  ProgramBuilder builder;
  builder.Store(C(kX), C(7), 1);
  builder.Load(1, C(kX));
  builder.Return();
  Job job = JobOf(std::move(builder), {0});
  job.memory[0].bytes[1] = 1;
  job.threads[0].observed = {1};
  const auto observe = [](const FinalState& state) -> absl::StatusOr<Outcome> {
    return Outcome{state.Register(0, 1)};
  };
  EXPECT_THAT(OutcomesOf(job, MakeTsoMachine, observe),
              ElementsAre(Outcome{0x107}));
}

TEST(SearchTest, EveryStartIsExplored) {
  Job job = FetchAddJob(1, 1);
  job.starts = {{}, {{kX, 5}}};
  EXPECT_THAT(OutcomesOf(job, MakeScMachine),
              ElementsAre(Outcome{1}, Outcome{6}));
  job.starts = {{{0x5000, 1}}};
  EXPECT_THAT(ErrorOf(job).message(), HasSubstr("no memory region holds"));
}

TEST(SearchTest, ThreadsWaitingForEachOtherForeverAreLeftOutOfNothing) {
  // One waits for the other, who does its part: no state is stuck.
  ProgramBuilder builder;
  builder.Load(0, C(kY));
  builder.Compute(0, Operation::kEqual, R(0), C(0));
  builder.Branch(R(0), 0);
  builder.Return();
  const std::uint32_t second = builder.Here();
  builder.Store(C(kY), C(1));
  builder.Return();
  const Job job = JobOf(std::move(builder), {0, second});
  EXPECT_THAT(MustExplore(job, MakeTsoMachine).stuck, IsEmpty());
}

}  // namespace
}  // namespace atomics_lab::explore
