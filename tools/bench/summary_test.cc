#include "tools/bench/summary.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/bench/locks.h"
#include "tools/bench/measure.h"
#include "tools/bench/mix.h"
#include "tools/bench/plan.h"
#include "tools/bench/subject.h"
#include "tools/bench/timed_run.h"
#include "tools/result/bench.h"

namespace atomics_lab::bench {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Two threads that made 3 and 1 of 4 increments in `ns` each.
Tally Took(double ns) {
  return {.increments = {3, 1}, .seconds = 4 * ns * 1e-9};
}

Plan TwoThreads() {
  return {
      .counters = {FindSubject("cas_weak")}, .threads = {2}, .repetitions = 3};
}

Trio TrioOf(int repetition, double floor, double baseline, double subject) {
  return {{FindSubject("cas_weak"), 2, Mix{}},
          repetition,
          Took(floor),
          Took(baseline),
          Took(subject)};
}

TEST(Rows, FormsRatiosWithinARepetition) {
  Measurements all;
  // The machine runs at half its speed from the second repetition on.
  all.trios = {TrioOf(1, 1, 80, 20), TrioOf(2, 2, 160, 40),
               TrioOf(3, 2, 160, 40)};
  const auto rows = Rows(TwoThreads(), all);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].counter, "cas_weak");
  EXPECT_EQ(rows[0].threads, 2);
  EXPECT_DOUBLE_EQ(rows[0].ns.median, 40);
  EXPECT_DOUBLE_EQ(rows[0].ns.lower, 30);
  EXPECT_DOUBLE_EQ(rows[0].to_floor.lower, 20);
  EXPECT_DOUBLE_EQ(rows[0].to_floor.upper, 20);
  EXPECT_DOUBLE_EQ(rows[0].to_baseline.median, 0.25);
  EXPECT_DOUBLE_EQ(rows[0].jain, 0.8);
  EXPECT_DOUBLE_EQ(rows[0].slowest_share, 0.25);
  EXPECT_THAT(rows[0].repetitions[2].increments, ElementsAre(3, 1));
  ASSERT_THAT(rows[0].disturbed, SizeIs(1));
  EXPECT_EQ(rows[0].disturbed[0].repetition, 1);
}

TEST(Rows, LeavesOutWhatIsNotWhole) {
  Measurements all;
  all.trios = {TrioOf(1, 1, 80, 20), TrioOf(2, 1, 80, 20)};
  all.trios[1].subject.reset();
  const auto rows = Rows(TwoThreads(), all);
  ASSERT_THAT(rows, SizeIs(1));
  ASSERT_THAT(rows[0].repetitions, SizeIs(1));
  EXPECT_EQ(rows[0].repetitions[0].number, 1);
}

TEST(Rows, KeepsMixesApart) {
  Plan plan = TwoThreads();
  plan.mixes = {Mix{}, *FindMix("reads1")};
  Measurements all;
  all.trios = {TrioOf(1, 1, 80, 20), TrioOf(1, 1, 80, 30)};
  all.trios[1].row.mix = plan.mixes[1];
  const auto rows = Rows(plan, all);
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].mix, result::kAdds);
  EXPECT_DOUBLE_EQ(rows[0].ns.median, 20);
  EXPECT_EQ(rows[1].mix, "reads1");
  EXPECT_DOUBLE_EQ(rows[1].ns.median, 30);
}

TEST(Rows, KeepsHintsApart) {
  const std::string hint(Hints().back());
  Plan plan = TwoThreads();
  plan.counters = {FindSubject("ticket_lock")};
  plan.hints = {"none", hint};
  Measurements all;
  all.trios = {TrioOf(1, 1, 80, 20), TrioOf(1, 1, 80, 30)};
  all.trios[0].row.counter = plan.counters[0];
  all.trios[1].row.counter = FindSubject("ticket_lock", hint);
  const auto rows = Rows(plan, all);
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].hint, result::kNoHint);
  EXPECT_DOUBLE_EQ(rows[0].ns.median, 20);
  EXPECT_EQ(rows[1].counter, "ticket_lock");
  EXPECT_EQ(rows[1].hint, hint);
  EXPECT_DOUBLE_EQ(rows[1].ns.median, 30);
}

TEST(Rows, HasARowOfWhatWasNotMeasuredAtAll) {
  const auto rows = Rows(TwoThreads(), {});
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_THAT(rows[0].repetitions, IsEmpty());
  EXPECT_EQ(rows[0].ns, result::Spread{});
}

TEST(HarnessOf, IsHeldAgainstTheFloorBesideIt) {
  Measurements all;
  all.harness = {{Took(2), Took(0.02)}, {Took(1), Took(0.02)}, {Took(1), {}}};
  const result::BenchHarness harness = HarnessOf(all);
  EXPECT_EQ(harness.repetitions, 2);
  EXPECT_DOUBLE_EQ(harness.ns.median, 0.02);
  EXPECT_DOUBLE_EQ(harness.to_floor.median, 0.015);
}

}  // namespace
}  // namespace atomics_lab::bench
