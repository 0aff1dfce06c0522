#include "tools/report/standing.h"

#include <cstddef>
#include <string>

#include "gtest/gtest.h"
#include "tools/report/sample_results.h"
#include "tools/result/exploration.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Results;
using result::Verdict;
using Kind = result::ExplorationVerdict;

// Rows of the samples.
constexpr std::size_t kRacy = 0;
constexpr std::size_t kProved = 2;
constexpr std::size_t kBounded = 3;

std::string TextOf(const Results& results, std::size_t row) {
  return StandingText(results, results.rows[row]);
}

TEST(StandingText, SaysHowFarARacyCounterFalls) {
  EXPECT_EQ(TextOf(ExploredResults(), kRacy), "racy, 2 of 4");
}

TEST(StandingText, SaysWhatTheExplorerKnowsOfALosslessOne) {
  Results results = ExploredResults();
  EXPECT_EQ(TextOf(results, kProved), "proved");
  EXPECT_EQ(TextOf(results, kBounded), "bounded");
  results.explorations[kBounded].verdict = Kind::kNotExplorable;
  EXPECT_EQ(TextOf(results, kBounded), "not explorable");
}

TEST(StandingText, NeverCallsARacyCounterSimplyPassed) {
  Results results = ExploredResults();
  EXPECT_EQ(TextOf(SampleResults(), kRacy), "racy, may lose");
  results.explorations[kRacy].verdict = Kind::kConsistent;
  EXPECT_EQ(TextOf(results, kRacy), "racy, bounded");
  results.explorations[kRacy].verdict = Kind::kNotExplorable;
  EXPECT_EQ(TextOf(results, kRacy), "racy, unexplored");
}

// A lock that is too weak for Armv8 is strong enough for x86-TSO.
TEST(StandingText, BelievesAProofForARacyCounter) {
  Results results = ExploredResults();
  results.explorations[kRacy].verdict = Kind::kProved;
  EXPECT_EQ(TextOf(results, kRacy), "proved");
}

TEST(StandingText, IsPassedWhereNothingWasExplored) {
  EXPECT_EQ(TextOf(SampleResults(), kProved), "passed");
}

TEST(StandingText, IsTheWeakestOfSeveralPrograms) {
  Results results = ExploredResults();
  results.explorations.push_back(results.explorations[kProved]);
  results.explorations.back().threads = 3;
  EXPECT_EQ(TextOf(results, kProved), "proved");
  results.explorations.back().verdict = Kind::kConsistent;
  EXPECT_EQ(TextOf(results, kProved), "bounded");
}

TEST(StandingText, LetsAFailureGoBeforeAProof) {
  Results results = ExploredResults();
  results.rows[kProved].verdict = Verdict::kFailed;
  EXPECT_EQ(TextOf(results, kProved), "FAILED");
  results.rows[kProved].verdict = Verdict::kNotRun;
  EXPECT_EQ(TextOf(results, kProved), "not run");
}

TEST(StandingText, CallsWrongWhatContradictsAClaim) {
  Results results = ExploredResults();
  results.rows[kProved].outcomes[0].histogram = {{3, 1}, {4, 999}};
  EXPECT_EQ(TextOf(results, kProved), "WRONG, 3 of 4");
  results.explorations[kRacy].as_claimed = false;
  EXPECT_EQ(TextOf(results, kRacy), "WRONG, 2 of 4");
  results.explorations[kRacy].verdict = Kind::kProved;
  results.rows[kRacy].outcomes.clear();
  EXPECT_EQ(TextOf(results, kRacy), "WRONG");
}

TEST(StandingText, NamesWhatAnExecutionIsStuckIn) {
  Results results = ExploredResults();
  result::Exploration& exploration = results.explorations[kRacy];
  exploration.outcomes.clear();
  exploration.stuck = {{.kind = "deadlock", .witness = {}}};
  EXPECT_EQ(TextOf(results, kRacy), "racy, deadlock");
}

TEST(StandingOf, RanksWhatWorriesMoreHigher) {
  EXPECT_LT(Standing::kProved, Standing::kBounded);
  EXPECT_LT(Standing::kBounded, Standing::kRacy);
  EXPECT_LT(Standing::kRacy, Standing::kWrong);
  EXPECT_LT(Standing::kWrong, Standing::kFailed);
}

}  // namespace
}  // namespace atomics_lab::report
