#include "tools/bench/compare.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/bench.h"
#include "tools/result/bench_comparison.h"

namespace atomics_lab::bench {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

result::BenchRow RowWith(const std::string& counter,
                         const std::vector<double>& ratios) {
  result::BenchRow row;
  row.counter = counter;
  row.threads = 1;
  row.repetitions.reserve(ratios.size());
  for (const double ratio : ratios) {
    row.repetitions.push_back({.ns = 2 * ratio, .floor_ns = 2});
  }
  row.to_floor.median = ratios[ratios.size() / 2];
  return row;
}

result::Bench Of(std::vector<result::BenchRow> rows) {
  result::Bench bench;
  bench.target = "x86_64-gcc";
  bench.environment.machine = {
      .cpu = "A CPU", .cpus = 2, .kernel = "Linux 6.1"};
  bench.rows = std::move(rows);
  return bench;
}

TEST(Compare, ToldApartAndFarApartIsAChange) {
  const auto told =
      Compare(Of({RowWith("a", {10, 11, 12, 13, 14})}), "old.json",
              Of({RowWith("a", {20, 21, 22, 23, 24})}));
  ASSERT_TRUE(told.ok()) << told.status();
  ASSERT_THAT(told->rows, SizeIs(1));
  EXPECT_EQ(told->rows[0].change, result::BenchChange::kSlower);
  EXPECT_DOUBLE_EQ(told->rows[0].p, 2.0 / 252);
  EXPECT_DOUBLE_EQ(told->rows[0].superiority, 1);
  EXPECT_NEAR(told->rows[0].percent, 83.33, 0.01);
}

TEST(Compare, FasterHasTheOtherSign) {
  const auto told =
      Compare(Of({RowWith("a", {20, 21, 22, 23, 24})}), "old.json",
              Of({RowWith("a", {10, 11, 12, 13, 14})}));
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_EQ(told->rows[0].change, result::BenchChange::kFaster);
  EXPECT_LT(told->rows[0].percent, 0);
}

TEST(Compare, NoiseIsNoChange) {
  const auto told =
      Compare(Of({RowWith("a", {10, 30, 12, 28, 14})}), "old.json",
              Of({RowWith("a", {29, 11, 27, 13, 15})}));
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_EQ(told->rows[0].change, result::BenchChange::kNone);
}

TEST(Compare, ASmallShiftIsNoChangeHoweverSure) {
  const auto told =
      Compare(Of({RowWith("a", {100, 101, 102, 103, 104})}), "old.json",
              Of({RowWith("a", {105, 105.5, 106, 106.5, 107})}));
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_LT(told->rows[0].p, kChangedP);
  EXPECT_EQ(told->rows[0].change, result::BenchChange::kNone);
}

TEST(Compare, TellsWhatOnlyOneHasAndWhatElseDiffers) {
  result::Bench now = Of({RowWith("a", {1, 2}), RowWith("c", {1, 2})});
  now.environment.machine.kernel = "Linux 6.2";
  const auto told = Compare(Of({RowWith("a", {1, 2}), RowWith("b", {1, 2})}),
                            "old.json", now);
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_THAT(told->only_old, ElementsAre("b, threads 1"));
  EXPECT_THAT(told->only_new, ElementsAre("c, threads 1"));
  EXPECT_THAT(told->differences,
              ElementsAre("kernel: Linux 6.1, now Linux 6.2"));
}

TEST(Compare, HoldsOnlyRowsOfTheSameMixAgainstEachOther) {
  result::Bench old = Of({RowWith("a", {1, 2}), RowWith("a", {3, 4})});
  old.rows[1].mix = "reads1";
  result::Bench now = Of({RowWith("a", {3, 4}), RowWith("a", {5, 6})});
  now.rows[0].mix = "reads1";
  now.rows[1].mix = "reads10";
  const auto told = Compare(old, "old.json", now);
  ASSERT_TRUE(told.ok()) << told.status();
  ASSERT_THAT(told->rows, SizeIs(1));
  EXPECT_EQ(told->rows[0].mix, "reads1");
  EXPECT_DOUBLE_EQ(told->rows[0].percent, 0);
  EXPECT_THAT(told->only_old, ElementsAre("a, threads 1"));
  EXPECT_THAT(told->only_new, ElementsAre("a, threads 1, mix reads10"));
}

TEST(Compare, HoldsOnlyRowsOfTheSameHintAgainstEachOther) {
  result::Bench old = Of({RowWith("a", {1, 2}), RowWith("a", {3, 4})});
  old.rows[1].hint = "pause";
  result::Bench now = Of({RowWith("a", {3, 4}), RowWith("a", {5, 6})});
  now.rows[0].hint = "pause";
  now.rows[1].hint = "isb";
  const auto told = Compare(old, "old.json", now);
  ASSERT_TRUE(told.ok()) << told.status();
  ASSERT_THAT(told->rows, SizeIs(1));
  EXPECT_EQ(told->rows[0].hint, "pause");
  EXPECT_DOUBLE_EQ(told->rows[0].percent, 0);
  EXPECT_THAT(told->only_old, ElementsAre("a, threads 1"));
  EXPECT_THAT(told->only_new, ElementsAre("a, threads 1, hint isb"));
}

TEST(Compare, RefusesWhatCannotBeCompared) {
  const result::Bench old = Of({RowWith("a", {1, 2})});
  result::Bench other = old;
  other.environment.machine.cpu = "Another CPU";
  const auto refused = Compare(old, "old.json", other);
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(refused.status().message(),
              HasSubstr("old.json: measured with another CPU (A CPU, now "
                        "Another CPU)"));
  EXPECT_THAT(
      Compare(old, "old.json", Of({RowWith("b", {1})})).status().message(),
      HasSubstr("has no counter, number of threads, mix and hint"));
}

}  // namespace
}  // namespace atomics_lab::bench
