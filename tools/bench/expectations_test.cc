#include "tools/bench/expectations.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/bench.h"
#include "tools/result/bench_expectations.h"

namespace atomics_lab::bench {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::vector<Expectation> Parsed(std::string_view text) {
  auto parsed = ParseExpectations(text, "ratios.txt");
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  return parsed.ok() ? *parsed : std::vector<Expectation>();
}

std::string ErrorOf(std::string_view text) {
  const auto parsed = ParseExpectations(text, "ratios.txt");
  EXPECT_EQ(parsed.status().code(), absl::StatusCode::kInvalidArgument);
  return std::string(parsed.status().message());
}

// Floor 2 ns, baseline 100 ns; its ratios to the floor.
result::BenchRow RowWith(const std::string& counter, int threads,
                         const std::vector<double>& ratios) {
  result::BenchRow row;
  row.counter = counter;
  row.threads = threads;
  for (const double ratio : ratios) {
    row.repetitions.push_back(
        {.number = static_cast<int>(row.repetitions.size()) + 1,
         .ns = 2 * ratio,
         .floor_ns = 2,
         .baseline_ns = 100});
  }
  return row;
}

bool Met(std::string_view text, const result::Bench& bench) {
  const auto judged = Judge(Parsed(text), bench);
  EXPECT_EQ(judged.expectations.size(), 1U);
  return judged.expectations.front().met;
}

TEST(ExpectationsTest, AreReadWithWhatTheyNeed) {
  const auto parsed = Parsed(
      "# ratios\n"
      "harness: to floor at most 0.05\n"
      "\n"
      "  sharded at 2: speedup at least 1.8  # both run\n"
      "per_cpu at 4: to baseline at most 0.02\n");
  ASSERT_EQ(parsed.size(), 3U);
  EXPECT_EQ(parsed[1].text, "sharded at 2: speedup at least 1.8");
  EXPECT_EQ(parsed[1].of, Expectation::Of::kSpeedup);
  EXPECT_FALSE(parsed[1].at_most);
  EXPECT_EQ(parsed[1].limit, 1.8);
  EXPECT_EQ(parsed[2].threads, 4);
  EXPECT_EQ(parsed[2].of, Expectation::Of::kToBaseline);
  EXPECT_THAT(CountersOf(parsed), ElementsAre("sharded", "per_cpu"));
  EXPECT_THAT(ThreadsOf(parsed), ElementsAre(1, 2, 4));
}

TEST(ExpectationsTest, WhatIsNoneIsOneLineThatSaysWhere) {
  EXPECT_THAT(
      ErrorOf("\nper_cpu at 1 to floor at most 1"),
      StartsWith("ratios.txt:2: `per_cpu at 1 to floor at most 1` has"));
  EXPECT_THAT(ErrorOf("per_cpu: to floor at most 1"), HasSubstr("`per_cpu`"));
  EXPECT_THAT(ErrorOf("per_cpu at 0: to floor at most 1"),
              HasSubstr("COUNTER at THREADS"));
  EXPECT_THAT(ErrorOf("per_cpu at 1: to floor 1"), HasSubstr("at most"));
  EXPECT_THAT(ErrorOf("per_cpu at 1: to floor at most x"),
              HasSubstr("a number"));
  EXPECT_THAT(ErrorOf("per_cpu at 1: to ceiling at most 1"),
              HasSubstr("speedup"));
  EXPECT_THAT(ErrorOf("harness: speedup at least 1"), HasSubstr("floor alone"));
  EXPECT_THAT(ErrorOf("# nothing\n"), HasSubstr("expects nothing"));
}

TEST(ExpectationsTest, AreMissedOnlyBeyondTheQuartiles) {
  result::Bench bench;
  bench.rows = {RowWith("per_cpu", 1, {1.0, 1.1, 1.2, 1.3, 1.4})};
  EXPECT_TRUE(Met("per_cpu at 1: to floor at most 1.2", bench));
  EXPECT_TRUE(Met("per_cpu at 1: to floor at most 1.1", bench));
  EXPECT_FALSE(Met("per_cpu at 1: to floor at most 1.05", bench));
  EXPECT_TRUE(Met("per_cpu at 1: to floor at least 1.25", bench));
  EXPECT_FALSE(Met("per_cpu at 1: to floor at least 1.35", bench));
  EXPECT_TRUE(Met("per_cpu at 1: to baseline at most 0.024", bench));
  EXPECT_FALSE(Met("per_cpu at 1: to baseline at most 0.02", bench));
}

TEST(ExpectationsTest, SpeedupIsOfRepetitionsThatBothRowsHave) {
  result::Bench bench;
  bench.rows = {RowWith("sharded", 1, {1, 1, 50}),
                RowWith("sharded", 2, {1.25, 1.25})};
  const auto judged =
      Judge(Parsed("sharded at 2: speedup at least 1.6"), bench);
  EXPECT_EQ(judged.expectations[0].repetitions, 2);
  EXPECT_DOUBLE_EQ(judged.expectations[0].value.median, 1.6);
  EXPECT_TRUE(judged.expectations[0].met);
  EXPECT_FALSE(Met("sharded at 2: speedup at least 1.7", bench));
}

TEST(ExpectationsTest, WhatWasNotMeasuredIsNotMet) {
  result::Bench bench;
  bench.rows = {RowWith("sharded", 2, {1})};
  EXPECT_FALSE(Met("sharded at 2: speedup at least 0", bench));
  EXPECT_FALSE(Met("per_cpu at 2: to floor at most 9", bench));
  EXPECT_TRUE(Met("sharded at 2: to floor at most 9", bench));
  bench.rows[0].hint = "pause";
  EXPECT_FALSE(Met("sharded at 2: to floor at most 9", bench));
  EXPECT_FALSE(Met("harness: to floor at most 9", bench));
}

}  // namespace
}  // namespace atomics_lab::bench
