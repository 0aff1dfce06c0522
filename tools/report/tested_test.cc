#include "tools/report/tested.h"

#include <cstddef>

#include "gtest/gtest.h"
#include "tools/report/sample_results.h"
#include "tools/result/exploration.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Results;
using result::Verdict;

// Rows of the samples.
constexpr std::size_t kRacy = 0;
constexpr std::size_t kLossless = 2;

Tested TestedOfRow(const Results& results, std::size_t row) {
  return TestedOf(results, results.rows[row]);
}

TEST(TestedOf, ARacyCountersPassIsNoPass) {
  EXPECT_EQ(TestedOfRow(SampleResults(), kRacy), Tested::kRacy);
  EXPECT_EQ(TestedOfRow(ExploredResults(), kRacy), Tested::kRacy);
  EXPECT_EQ(TestedOfRow(SampleResults(), kLossless), Tested::kPassed);
}

// A lock that is too weak for Armv8 is strong enough for x86-TSO.
TEST(TestedOf, BelievesAProofForARacyCounter) {
  Results results = ExploredResults();
  results.explorations[kRacy].verdict = result::ExplorationVerdict::kProved;
  EXPECT_EQ(TestedOfRow(results, kRacy), Tested::kPassed);
}

TEST(TestedOf, AFailureStaysOneWhateverTheCounterClaims) {
  Results results = SampleResults();
  results.rows[kRacy].verdict = Verdict::kFailed;
  EXPECT_EQ(TestedOfRow(results, kRacy), Tested::kFailed);
  results.rows[kRacy].verdict = Verdict::kNotRun;
  EXPECT_EQ(TestedOfRow(results, kRacy), Tested::kNotRun);
}

TEST(TestedText, ShoutsForAFailureOnly) {
  EXPECT_EQ(TestedText(Tested::kPassed), "passed");
  EXPECT_EQ(TestedText(Tested::kRacy), "racy");
  EXPECT_EQ(TestedText(Tested::kFailed), "FAILED");
  EXPECT_EQ(TestedText(Tested::kNotRun), "not run");
}

TEST(SummaryText, CountsEachKind) {
  Results results = SampleResults();
  results.rows[1].verdict = Verdict::kNotRun;
  results.rows[2].verdict = Verdict::kFailed;
  EXPECT_EQ(SummaryText(results),
            "2 counters × 2 targets: 1 passed, 1 racy, 1 failed, 1 not run");
}

}  // namespace
}  // namespace atomics_lab::report
