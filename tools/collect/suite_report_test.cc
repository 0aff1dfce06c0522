#include "tools/collect/suite_report.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "tools/result/result.h"

namespace atomics_lab::collect {
namespace {

absl::StatusOr<std::vector<SpecimenTest>> Parse(std::string_view tests) {
  return ParseSuiteReport(
      "{\"testsuites\": [{\"testsuite\": [" + std::string(tests) + "]}]}",
      "native", "1.json");
}

TEST(SuiteReportTest, TestBelongsToTheSpecimenBehindTheSlash) {
  const auto tests = Parse(R"({"name": "StartsAtZero/sharded",
                               "result": "COMPLETED"})");
  ASSERT_TRUE(tests.ok()) << tests.status();
  ASSERT_EQ(tests->size(), 1u);
  EXPECT_EQ((*tests)[0].specimen, "sharded");
  EXPECT_EQ((*tests)[0].test.name, "StartsAtZero");
  EXPECT_EQ((*tests)[0].test.machine, "native");
  EXPECT_EQ((*tests)[0].test.verdict, result::Verdict::kPassed);
  EXPECT_FALSE((*tests)[0].outcome.has_value());
}

TEST(SuiteReportTest, FailureIsAVerdictWithItsMessage) {
  const auto tests = Parse(R"({"name": "A/b", "result": "COMPLETED",
                "failures": [{"failure": "lost 3"}, {"failure": "again"}]})");
  ASSERT_TRUE(tests.ok()) << tests.status();
  EXPECT_EQ((*tests)[0].test.verdict, result::Verdict::kFailed);
  EXPECT_EQ((*tests)[0].test.message, "lost 3");
}

TEST(SuiteReportTest, TestThatDidNotCompleteDidNotRun) {
  const auto tests = Parse(R"({"name": "A/b", "result": "SKIPPED"})");
  ASSERT_TRUE(tests.ok()) << tests.status();
  EXPECT_EQ((*tests)[0].test.verdict, result::Verdict::kNotRun);
}

TEST(SuiteReportTest, TestsOfTheSuiteItselfAreLeftOut) {
  const auto tests = Parse(R"({"name": "Plain", "result": "COMPLETED"})");
  ASSERT_TRUE(tests.ok()) << tests.status();
  EXPECT_TRUE(tests->empty());
}

TEST(SuiteReportTest, HistogramBecomesAnOutcome) {
  const auto tests = Parse(R"({"name": "SeedProgramOutcome/racy_split",
      "result": "COMPLETED", "threads": "2", "increments": "2",
      "histogram": "3:2,4:998"})");
  ASSERT_TRUE(tests.ok()) << tests.status();
  const result::Outcome outcome =
      (*tests)[0].outcome.value_or(result::Outcome{});
  EXPECT_EQ(outcome.threads, 2);
  EXPECT_EQ(outcome.increments, 2);
  EXPECT_EQ(outcome.histogram,
            (std::map<std::uint64_t, std::uint64_t>{{3, 2}, {4, 998}}));
}

TEST(SuiteReportTest, ANoteBelongsToTheOutcome) {
  const auto tests = Parse(R"({"name": "SeedProgramOutcome/per_cpu",
      "result": "COMPLETED", "threads": "2", "increments": "2",
      "histogram": "4:1000", "note": "rseq is not registered"})");
  ASSERT_TRUE(tests.ok()) << tests.status();
  EXPECT_EQ((*tests)[0].outcome.value_or(result::Outcome{}).note,
            "rseq is not registered");
}

TEST(SuiteReportTest, WhatIsNoReportIsRefusedInOneLine) {
  for (std::string_view text : {"", "[]", "{}", "{\"testsuites\"", "null"}) {
    const auto tests = ParseSuiteReport(text, "native", "1.json");
    ASSERT_FALSE(tests.ok()) << text;
    EXPECT_EQ(tests.status().message(),
              "1.json: not a report of --gtest_output=json");
  }
  for (std::string_view histogram : {"x", "3", "3:", "3:4,", "-1:2"}) {
    EXPECT_FALSE(Parse(R"({"name": "A/b", "threads": "2", "increments": "2",
                           "histogram": ")" +
                       std::string(histogram) + "\"}")
                     .ok())
        << histogram;
  }
}

}  // namespace
}  // namespace atomics_lab::collect
