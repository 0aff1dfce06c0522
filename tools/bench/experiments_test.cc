#include "tools/result/experiments.h"

#include <chrono>
#include <cstddef>
#include <utility>
#include <vector>

#include "counters/own_cpus.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/bench/core_to_core.h"
#include "tools/bench/cpus.h"
#include "tools/bench/experiment_plan.h"
#include "tools/bench/false_sharing.h"
#include "tools/bench/watch.h"

namespace atomics_lab::bench {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

ExperimentPlan PlanOn(std::vector<int> cpus) {
  return {.cpus = std::move(cpus),
          .repetitions = 2,
          .time = milliseconds(1),
          .budget = milliseconds(100)};
}

// A plan on two of this machine's CPUs, or on one if it has no more.
ExperimentPlan PlanHere() { return PlanOn(TwoOf(UsableCpus(), "")); }

Watch CountingIn(std::size_t& done) {
  return {.progress = [&done](std::size_t now) { done = now; }, .stopped = {}};
}

const Watch kStopped = {.progress = {}, .stopped = [] { return true; }};

TEST(RunTime, KeepsAllRunsWithinTheBudget) {
  ExperimentPlan plan = PlanOn({0, 1});
  plan.time = milliseconds(20);
  EXPECT_EQ(RunTime(plan, 1), milliseconds(20));
  EXPECT_EQ(RunTime(plan, 50), milliseconds(2));
  EXPECT_EQ(RunTime(plan, 100'000), milliseconds(1));
  EXPECT_EQ(RunTime(plan, 0), milliseconds(20));
}

TEST(CoreToCore, HasARunForEachPairAndRepetition) {
  EXPECT_EQ(CoreToCoreRuns(PlanOn({0, 1})), 2U);
  EXPECT_EQ(CoreToCoreRuns(PlanOn({0, 1, 2, 3})), 12U);
  EXPECT_EQ(CoreToCoreRuns(PlanOn({0})), 0U);
  EXPECT_EQ(CoreToCoreRuns(PlanOn({})), 0U);
}

TEST(CoreToCore, MeasuresThePairsOfThisMachine) {
  const ExperimentPlan plan = PlanHere();
  std::size_t done = 0;
  const auto told = MeasureCoreToCore(plan, CountingIn(done));
  if (plan.cpus.size() < 2) {
    EXPECT_EQ(told.reason, kTooFewCpus);
    return;
  }
  EXPECT_EQ(told.reason, "");
  EXPECT_EQ(done, CoreToCoreRuns(plan));
  ASSERT_THAT(told.pairs, SizeIs(1));
  const result::CorePair& pair = told.pairs.front();
  EXPECT_THAT(plan.cpus, ElementsAre(pair.from, pair.to));
  EXPECT_EQ(pair.repetitions, 2);
  EXPECT_GT(pair.ns.lower, 0);
}

TEST(FalseSharing, MeasuresAllDistancesInEachRepetition) {
  const ExperimentPlan plan = PlanHere();
  std::size_t done = 0;
  const auto told = MeasureFalseSharing(plan, CountingIn(done));
  if (plan.cpus.size() < 2) {
    EXPECT_EQ(told.reason, kTooFewCpus);
    return;
  }
  EXPECT_EQ(told.reason, "");
  EXPECT_EQ(done, FalseSharingRuns(plan));
  ASSERT_THAT(told.distances, SizeIs(6));
  EXPECT_EQ(told.distances.front().bytes, 8);
  EXPECT_EQ(told.distances.back().bytes, 256);
  EXPECT_EQ(told.distances.back().to_greatest.median, 1);
  for (const result::DistanceCost& cost : told.distances) {
    EXPECT_EQ(cost.repetitions, 2);
    EXPECT_GT(cost.ns.lower, 0);
  }
}

TEST(Experiments, SayWhyThereAreNoNumbers) {
  for (const ExperimentPlan& plan : {PlanOn({}), PlanOn({0})}) {
    const auto line = MeasureCoreToCore(plan, {});
    EXPECT_EQ(line.reason, kTooFewCpus);
    EXPECT_THAT(line.pairs, IsEmpty());
    const auto sharing = MeasureFalseSharing(plan, {});
    EXPECT_EQ(sharing.reason, kTooFewCpus);
    EXPECT_THAT(sharing.distances, IsEmpty());
  }
  const ExperimentPlan plan = PlanOn({0, 1023});
  EXPECT_EQ(MeasureCoreToCore(plan, {}).reason, kNotPinned);
  EXPECT_EQ(MeasureFalseSharing(plan, {}).reason, kNotPinned);
}

TEST(Experiments, KeepWhatWasMeasuredBeforeAStop) {
  const ExperimentPlan plan = PlanOn({0, 1});
  const auto line = MeasureCoreToCore(plan, kStopped);
  ASSERT_THAT(line.pairs, SizeIs(1));
  EXPECT_EQ(line.pairs.front().repetitions, 0);
  const auto sharing = MeasureFalseSharing(plan, kStopped);
  ASSERT_THAT(sharing.distances, SizeIs(6));
  EXPECT_EQ(sharing.distances.front().repetitions, 0);
}

}  // namespace
}  // namespace atomics_lab::bench
