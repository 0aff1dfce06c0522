#include "tools/result/result.h"

#include <cstdint>

#include "gtest/gtest.h"
#include "tools/result/sample.h"

namespace atomics_lab::result {
namespace {

Outcome OutcomeOf(std::uint64_t value) {
  Outcome outcome;
  outcome.threads = 2;
  outcome.increments = 2;
  outcome.histogram = {{value, 10}};
  return outcome;
}

Outcome ProgramOf(int threads, int increments) {
  Outcome outcome;
  outcome.threads = threads;
  outcome.increments = increments;
  return outcome;
}

Counter CounterOf(bool lossless) {
  Counter counter;
  counter.lossless = lossless;
  counter.width_bits = 64;
  return counter;
}

TEST(VerdictName, IsSpelledOneWay) {
  EXPECT_EQ(VerdictName(Verdict::kPassed), "passed");
  EXPECT_EQ(VerdictName(Verdict::kFailed), "failed");
  EXPECT_EQ(VerdictName(Verdict::kNotRun), "not run");
}

TEST(ExpectedValue, IsThreadsTimesIncrements) {
  EXPECT_EQ(ExpectedValue(OutcomeOf(0), 64), 4U);
}

TEST(ExpectedValue, WrapsAroundAtTheCountersWidth) {
  EXPECT_EQ(ExpectedValue(ProgramOf(3, 100), 8), 300U - 256U);
}

TEST(ExpectedValue, DoesNotOverflowInIntArithmetic) {
  const Outcome outcome = ProgramOf(1 << 20, 1 << 20);
  EXPECT_EQ(ExpectedValue(outcome, 64), std::uint64_t{1} << 40);
  EXPECT_EQ(ExpectedValue(outcome, 32), 0U);
}

TEST(ContradictsClaim, HoldsForALosslessCounterThatLost) {
  const Counter counter = CounterOf(/*lossless=*/true);
  EXPECT_TRUE(ContradictsClaim(counter, OutcomeOf(3)));
  EXPECT_FALSE(ContradictsClaim(counter, OutcomeOf(4)));
}

TEST(ContradictsClaim, NeverHoldsForARacyCounter) {
  const Counter counter = CounterOf(/*lossless=*/false);
  EXPECT_FALSE(ContradictsClaim(counter, OutcomeOf(3)));
}

TEST(ContradictsClaim, PassesOverValuesThatNeverCameOut) {
  const Counter counter = CounterOf(/*lossless=*/true);
  Outcome outcome = OutcomeOf(4);
  outcome.histogram[3] = 0;
  EXPECT_FALSE(ContradictsClaim(counter, outcome));
}

TEST(FindCounter, FindsByNameOrReturnsNull) {
  const Results results = SampleResults();
  EXPECT_EQ(FindCounter(results, "racy_split"), &results.counters[0]);
  EXPECT_EQ(FindCounter(results, "unheard_of"), nullptr);
}

TEST(FindRow, FindsByCounterAndTargetOrReturnsNull) {
  const Results results = SampleResults();
  EXPECT_EQ(FindRow(results, "fetch_add_relaxed_64", "x86_64-gcc"),
            &results.rows[1]);
  EXPECT_EQ(FindRow(results, "fetch_add_relaxed_64", "unheard_of"), nullptr);
  EXPECT_EQ(FindRow(results, "unheard_of", "x86_64-gcc"), nullptr);
}

TEST(HasFailure, IsFalseWhenAllIsWell) {
  EXPECT_FALSE(result::HasFailure(SampleResults()));
}

TEST(HasFailure, SeesAFailedRow) {
  Results results = SampleResults();
  results.rows[1].verdict = Verdict::kFailed;
  EXPECT_TRUE(result::HasFailure(results));
}

TEST(HasFailure, SeesARowThatDidNotRun) {
  Results results = SampleResults();
  results.rows[1].verdict = Verdict::kNotRun;
  EXPECT_TRUE(result::HasFailure(results));
}

TEST(HasFailure, SeesARunThatDied) {
  Results results = SampleResults();
  results.targets[0].runs[0].exit_code = 132;
  EXPECT_TRUE(result::HasFailure(results));
}

TEST(HasFailure, SeesALostUpdateOfALosslessCounterOnly) {
  Results results = SampleResults();
  results.rows[0].outcomes[0].histogram[3] = 1;
  EXPECT_FALSE(result::HasFailure(results)) << "racy_split may lose updates";
  results.rows[1].outcomes[0].histogram[3] = 1;
  EXPECT_TRUE(result::HasFailure(results));
}

}  // namespace
}  // namespace atomics_lab::result
