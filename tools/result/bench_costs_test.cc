#include "tools/result/bench_costs.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/bench.h"
#include "tools/result/bench_sample.h"
#include "tools/result/result.h"

namespace atomics_lab::result {
namespace {

using ::testing::ElementsAre;

BenchRow RowOf(std::string_view counter, int threads, double to_floor) {
  BenchRow row = SampleBench().rows.front();
  row.counter = counter;
  row.threads = threads;
  row.hint = kNoHint;
  row.note = "";
  row.to_floor.median = to_floor;
  return row;
}

std::vector<Counter> CountersOf(const std::vector<std::string>& names) {
  std::vector<Counter> counters;
  counters.reserve(names.size());
  for (const std::string& name : names) counters.push_back({.name = name});
  return counters;
}

std::vector<std::string> RowsOf(const Costs& costs) {
  std::vector<std::string> rows;
  rows.reserve(costs.rows.size());
  for (const CounterCost& row : costs.rows) {
    rows.push_back(absl::StrCat(row.counter, " at ", row.threads, ": ",
                                row.to_floor.median));
  }
  return rows;
}

TEST(CostsOf, TellsWhatWasMeasuredAndWhere) {
  const auto costs = CostsOf(SampleBench(), "/some/folder/old.json",
                             CountersOf({"fetch_add_relaxed_64"}));
  ASSERT_TRUE(costs.ok()) << costs.status();
  EXPECT_EQ(
      *costs,
      (Costs{.file = "old.json",
             .target = "x86_64-gcc",
             .compiler = "GCC 14.2.0",
             .machine = {.cpu = "A CPU", .cpus = 2, .kernel = "Linux 6.1"},
             .baseline = "absl_mutex",
             .interrupted = true,
             .rows = {{.counter = "fetch_add_relaxed_64",
                       .threads = 2,
                       .ns = {.median = 22, .lower = 21, .upper = 23},
                       .floor_ns = {.median = 1, .lower = 1, .upper = 1.125},
                       .baseline_ns = {.median = 88, .lower = 84, .upper = 92},
                       .to_floor = {.median = 20, .lower = 19.6, .upper = 21},
                       .to_baseline =
                           {.median = 0.25, .lower = 0.25, .upper = 0.25},
                       .note = "a note"}},
             .left_out = {},
             .experiments = {}}));
}

TEST(CostsOf, KeepsTheExperiments) {
  Bench bench = SampleBench();
  bench.experiments = SampleExperiments();
  const auto costs = CostsOf(bench, "f", CountersOf({"fetch_add_relaxed_64"}));
  ASSERT_TRUE(costs.ok()) << costs.status();
  EXPECT_EQ(costs->experiments, SampleExperiments());
}

TEST(CostsOf, TakesEachNumberOfThreadsInTheTablesOrder) {
  Bench bench = SampleBench();
  bench.rows = {RowOf("a", 1, 10), RowOf("a", 2, 20), RowOf("a", 4, 40),
                RowOf("b", 4, 41), RowOf("b", 1, 11)};
  const auto costs = CostsOf(bench, "f", CountersOf({"b", "unmeasured", "a"}));
  ASSERT_TRUE(costs.ok()) << costs.status();
  EXPECT_THAT(RowsOf(*costs),
              ElementsAre("b at 1: 11", "b at 4: 41", "a at 1: 10",
                          "a at 2: 20", "a at 4: 40"));
}

TEST(CostsOf, PassesOverOtherMixesHintsAndWhatWasNotReached) {
  Bench bench = SampleBench();
  bench.rows = {RowOf("a", 1, 10), RowOf("a", 1, 11), RowOf("a", 8, 80),
                RowOf("a", 2, 20), RowOf("a", 2, 21)};
  bench.rows[0].mix = "reads10";
  bench.rows[2].repetitions.clear();
  bench.rows[3].hint = "pause";
  const auto costs = CostsOf(bench, "f", CountersOf({"a"}));
  ASSERT_TRUE(costs.ok()) << costs.status();
  EXPECT_THAT(RowsOf(*costs), ElementsAre("a at 1: 11", "a at 2: 21"));
}

TEST(CostsOf, NamesCountersThatTheTableDoesNotHave) {
  Bench bench = SampleBench();
  bench.rows = {RowOf("gone", 1, 1), RowOf("gone", 2, 1), RowOf("a", 1, 1)};
  const auto costs = CostsOf(bench, "f", CountersOf({"a"}));
  ASSERT_TRUE(costs.ok()) << costs.status();
  EXPECT_THAT(costs->left_out, ElementsAre("gone"));
  EXPECT_THAT(RowsOf(*costs), ElementsAre("a at 1: 1"));
}

TEST(CostsOf, RefusesMeasurementsWithoutARowThatCounts) {
  Bench bench = SampleBench();
  bench.rows[0].mix = "reads1";
  EXPECT_EQ(
      CostsOf(bench, "a\nb", CountersOf({"fetch_add_relaxed_64"})).status(),
      absl::InvalidArgumentError("a\\nb: has no measured row of the mix adds "
                                 "without a hint; `lab bench "
                                 "--save=FILE` writes a file that has"));
  EXPECT_EQ(
      CostsOf(SampleBench(), "f", CountersOf({"other"})).status(),
      absl::InvalidArgumentError("f: measured none of the table's counters"));
}

}  // namespace
}  // namespace atomics_lab::result
