#include "tools/bench/measure.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/bench/locks.h"
#include "tools/bench/mix.h"
#include "tools/bench/plan.h"
#include "tools/bench/subject.h"

namespace atomics_lab::bench {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Plan TwoRows() {
  return {.counters = {FindSubject("cas_weak"), FindSubject("sharded")},
          .threads = {2},
          .repetitions = 2,
          .time = std::chrono::microseconds(50)};
}

TEST(Measure, GoesRoundAllRowsInEachRepetition) {
  std::vector<std::size_t> progress;
  const Measurements all = Measure(
      TwoRows(),
      {.progress = [&](std::size_t done) { progress.push_back(done); }});
  ASSERT_THAT(all.trios, SizeIs(4));
  EXPECT_EQ(all.trios[0].row.counter->name, "cas_weak");
  EXPECT_EQ(all.trios[1].row.counter->name, "sharded");
  EXPECT_EQ(all.trios[1].repetition, 1);
  EXPECT_EQ(all.trios[2].repetition, 2);
  for (const Trio& trio : all.trios) {
    EXPECT_TRUE(trio.floor && trio.baseline && trio.subject);
    EXPECT_THAT(trio.subject->increments, SizeIs(2));
  }
  ASSERT_THAT(all.harness, SizeIs(2));
  EXPECT_TRUE(all.harness[1].floor && all.harness[1].harness);
  ASSERT_THAT(progress, SizeIs(TwoRows().runs()));
  EXPECT_EQ(progress.back(), TwoRows().runs());
}

TEST(Measure, HasARowForEachMix) {
  Plan plan = TwoRows();
  plan.repetitions = 1;
  plan.mixes = {*FindMix("batches16"), *FindMix("reads1")};
  const Measurements all = Measure(plan, {});
  ASSERT_THAT(all.trios, SizeIs(4));
  EXPECT_EQ(all.trios[0].row.mix.name, "batches16");
  EXPECT_EQ(all.trios[1].row.mix.name, "reads1");
  EXPECT_EQ(all.trios[1].row.counter->name, "cas_weak");
  for (const std::uint64_t operations : all.trios[1].floor->increments) {
    EXPECT_EQ(operations % 100, 0U);
  }
}

TEST(Measure, KeepsWhatWasFinishedBeforeAStop) {
  int asked = 0;
  const Measurements all =
      Measure(TwoRows(), {.stopped = [&asked] { return ++asked > 6; }});
  // Two of the harness, three of the first row, the floor of the second.
  EXPECT_TRUE(all.trios[0].subject.has_value());
  EXPECT_TRUE(all.trios[1].floor.has_value());
  EXPECT_FALSE(all.trios[1].baseline.has_value());
  EXPECT_FALSE(all.trios[2].floor.has_value());
}

TEST(Plan, CountsItsRuns) {
  Plan plan = TwoRows();
  EXPECT_EQ(plan.runs(), 2 * (3 * 2 + 2));
  plan.mixes = Mixes();
  EXPECT_EQ(plan.runs(), 12 * Mixes().size() + 4);
}

TEST(Plan, SectionsAreOfLocksOnly) {
  Plan plan = TwoRows();
  plan.counters.push_back(FindSubject("ticket_lock"));
  plan.mixes = {Mix{}, *FindMix("section20")};
  ASSERT_THAT(plan.rows(), SizeIs(4));
  EXPECT_EQ(plan.rows()[3].counter->name, "ticket_lock");
  EXPECT_EQ(plan.rows()[3].mix.section_ns, 20);
  EXPECT_THAT(plan.left_out(), ElementsAre(plan.counters[0], plan.counters[1]));
  plan.mixes = {Mix{}};
  EXPECT_THAT(plan.left_out(), IsEmpty());
}

TEST(Plan, HintsAreOfSpinningLocksOnly) {
  Plan plan = TwoRows();
  plan.counters.push_back(FindSubject("ticket_lock"));
  const std::string hint(Hints().back());
  plan.hints = {"none", hint};
  const auto rows = plan.rows();
  ASSERT_THAT(rows, SizeIs(4));
  EXPECT_EQ(rows[1].counter, FindSubject("sharded"));
  EXPECT_EQ(rows[2].counter, FindSubject("ticket_lock"));
  EXPECT_EQ(rows[3].counter, FindSubject("ticket_lock", hint));
  EXPECT_NE(rows[2].counter, rows[3].counter);
  EXPECT_THAT(plan.without_hint(),
              ElementsAre(plan.counters[0], plan.counters[1]));
  plan.hints = {hint};
  EXPECT_THAT(plan.rows(), SizeIs(1));
  plan.hints = {"none"};
  EXPECT_THAT(plan.without_hint(), IsEmpty());
}

TEST(TimeWithin, SharesABudgetOut) {
  using std::chrono::microseconds;
  using std::chrono::milliseconds;
  const Plan plan = TwoRows();  // 16 runs
  ASSERT_EQ(plan.start_and_end(), microseconds(2400));
  EXPECT_EQ(
      TimeWithin(plan, microseconds(162400), milliseconds(1), milliseconds(20)),
      milliseconds(10));
  EXPECT_EQ(
      TimeWithin(plan, milliseconds(1600), milliseconds(1), milliseconds(20)),
      milliseconds(20));
  EXPECT_EQ(
      TimeWithin(plan, milliseconds(1), milliseconds(1), milliseconds(20)),
      milliseconds(1));
}

}  // namespace
}  // namespace atomics_lab::bench
