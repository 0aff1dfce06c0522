#include "tools/report/explored.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/sample_results.h"
#include "tools/result/exploration.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Exploration;
using result::Results;
using Kind = result::ExplorationVerdict;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string CellOf(const Results& results, std::size_t row) {
  return ExploredText(results, results.rows[row]);
}

TEST(ExploredText, IsAWordForAProofAndASetForARefutation) {
  const Results results = ExploredResults();
  EXPECT_EQ(CellOf(results, 0), "{2,3,4}");
  EXPECT_EQ(CellOf(results, 2), "proved");
  EXPECT_EQ(CellOf(results, 3), "bounded");
  EXPECT_EQ(CellOf(SampleResults(), 0), "–");
}

TEST(ExploredText, SaysOnceWhatHoldsForEveryProgram) {
  Results results = ExploredResults();
  Exploration other = results.explorations[2];
  other.threads = 3;
  results.explorations.push_back(other);
  EXPECT_EQ(CellOf(results, 2), "proved");
  results.explorations.back().verdict = Kind::kNotExplorable;
  EXPECT_EQ(CellOf(results, 2), "proved; not explorable");
}

TEST(ExploredText, LetsAContradictionStandOut) {
  Results results = ExploredResults();
  results.explorations[0].as_claimed = false;
  EXPECT_EQ(CellOf(results, 0), "WRONG {2,3,4}");
  EXPECT_TRUE(IsContradicted(results, results.rows[0]));
  // A racy counter that cannot lose is one, too.
  results.explorations[2].as_claimed = false;
  EXPECT_EQ(CellOf(results, 2), "WRONG {4}");
}

TEST(ExploredText, SaysThatValuesMayBeMissing) {
  Results results = ExploredResults();
  results.explorations[0].complete = false;
  EXPECT_EQ(CellOf(results, 0), "{2,3,4,…}");
}

TEST(ExploredText, SaysThatAnExecutionNeverEnds) {
  Results results = ExploredResults();
  results.explorations[0].stuck = {{.kind = "deadlock", .witness = {}}};
  EXPECT_EQ(CellOf(results, 0), "{2,3,4} deadlock");
}

TEST(ExploredText, SumsUpManyValues) {
  Exploration exploration = ExploredResults().explorations[0];
  for (std::uint64_t i = 5; i < 10; ++i) {
    exploration.outcomes.push_back({.values = {{.low = i}}});
  }
  EXPECT_EQ(FinalValuesText(exploration), "{2–9, 8 values}");
}

TEST(ExploredSummary, CountsVerdictsAndContradictions) {
  Results results = ExploredResults();
  results.explorations[2].as_claimed = false;
  EXPECT_EQ(ExploredSummary(results),
            "Explored: 4 programs: 1 proved, 2 lose updates, 1 bounded, 0 not "
            "explorable; 1 against their counters' claims");
  EXPECT_EQ(ExploredSummary(SampleResults()), "");
}

TEST(ExploredLegend, NamesModelsAndPrograms) {
  EXPECT_THAT(ExploredLegend(ExploredResults())[0],
              HasSubstr("under x86-TSO or Armv8, as the target has it, for "
                        "2×2 (threads × increments) only"));
  EXPECT_THAT(ExploredLegend(SampleResults()), IsEmpty());
}

TEST(ExplorationGaps, NameWhatStoppedAndWhatCannotBeExplored) {
  Results results = ExploredResults();
  for (std::size_t i : {0U, 1U}) {
    results.explorations[i].verdict = Kind::kNotExplorable;
    results.explorations[i].reason = "Add at 0x1: no lowering";
  }
  EXPECT_THAT(
      ExplorationGaps(results),
      ElementsAre("not explorable: racy_split on all targets: Add at 0x1: no "
                  "lowering",
                  "explored in part: fetch_add_relaxed_64 on "
                  "aarch64_outline-gcc: 2×2 stopped at 43 states"));
}

TEST(LeastStory, IsThatOfTheLeastValue) {
  const Results results = ExploredResults();
  const Story story = LeastStory(results, results.rows[0]);
  EXPECT_EQ(story.title, "How 2×2 ends at 2");
  EXPECT_EQ(story.threads, 2);
  EXPECT_EQ(story.steps.size(), 2U);
  EXPECT_THAT(LeastStory(results, results.rows[2]).steps, IsEmpty());
}

TEST(LeastStory, TellsHowItGetsStuckWhereNothingIsLost) {
  Results results = ExploredResults();
  results.explorations[2].stuck = {
      {.kind = "livelock",
       .witness = results.explorations[0].outcomes[0].witness}};
  EXPECT_EQ(LeastStory(results, results.rows[2]).title,
            "How 2×2 gets stuck: livelock");
}

TEST(EffectText, SaysWhatBecameOfMemoryAndWhatWaits) {
  const Results results = ExploredResults();
  const auto& witness = results.explorations[0].outcomes[0].witness;
  EXPECT_EQ(EffectText(witness[0]), "counter is 0 (waiting: counter = 1)");
  EXPECT_EQ(EffectText(witness[1]), "counter = 2");
  result::WitnessStep both = witness[1];
  both.read = result::Value{.low = 1};
  EXPECT_EQ(EffectText(both), "counter 1 → 2");
}

TEST(ExplorationGapNames, IsALineAKind) {
  Results results = ExploredResults();
  EXPECT_THAT(ExplorationGapNames(results),
              ElementsAre("explored in part: fetch_add_relaxed_64"));
  results.explorations[0].verdict = Kind::kNotExplorable;
  EXPECT_THAT(ExplorationGapNames(results),
              ElementsAre("explored in part: fetch_add_relaxed_64",
                          "not explorable: racy_split"));
  EXPECT_THAT(ExplorationGapNames(SampleResults()), IsEmpty());
}

}  // namespace
}  // namespace atomics_lab::report
