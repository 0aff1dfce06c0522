#include "tools/report/overview.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/sample_results.h"
#include "tools/result/exploration.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Results;
using result::Verdict;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

// That of fetch_add_relaxed_64 on x86_64.
OverviewCell FetchAddOf(const Results& results) {
  return OverviewOf(results).lines[1].cells[0];
}

result::Row& ClangsFetchAdd(Results& results) {
  return RowOf(results, "fetch_add_relaxed_64", "x86_64-clang");
}

TEST(OverviewOf, HasALineACounterAndAColumnALevel) {
  const Overview overview = OverviewOf(TwoCompilerResults());
  EXPECT_THAT(overview.levels, ElementsAre("x86_64", "aarch64_outline"));
  ASSERT_THAT(overview.lines, SizeIs(2));
  EXPECT_EQ(overview.lines[0].counter, "racy_split");
  EXPECT_EQ(overview.lines[1].counter, "fetch_add_relaxed_64");
  EXPECT_THAT(overview.lines[1].cells, SizeIs(2));
}

TEST(OverviewOf, MergesCompilersThatAgree) {
  const OverviewCell cell = FetchAddOf(TwoCompilerResults());
  EXPECT_EQ(cell.word, "proved");
  EXPECT_EQ(cell.form, "lock add");
  EXPECT_FALSE(cell.words_differ);
  EXPECT_FALSE(cell.forms_differ);
  EXPECT_THAT(OverviewOf(TwoCompilerResults()).differences, IsEmpty());
}

TEST(OverviewOf, MarksCompilersThatComeOutDifferently) {
  Results results = TwoCompilerResults();
  ClangsFetchAdd(results).verdict = Verdict::kFailed;
  const OverviewCell cell = FetchAddOf(results);
  EXPECT_EQ(cell.word, "FAILED");
  EXPECT_EQ(cell.standing, Standing::kFailed);
  EXPECT_TRUE(cell.words_differ);
  EXPECT_THAT(
      OverviewOf(results).differences,
      ElementsAre("fetch_add_relaxed_64 on x86_64: gcc proved, clang FAILED"));
}

TEST(OverviewOf, NamesTheMostWorryingDifferenceFirst) {
  Results results = TwoCompilerResults();
  RowOf(results, "racy_split", "x86_64-clang").verdict = Verdict::kNotRun;
  ClangsFetchAdd(results).verdict = Verdict::kFailed;
  EXPECT_THAT(
      OverviewOf(results).differences,
      ElementsAre("fetch_add_relaxed_64 on x86_64: gcc proved, clang FAILED",
                  "racy_split on x86_64: gcc racy, 2 of 4, clang not run"));
}

// Whichever compiler comes first.
TEST(OverviewOf, ShowsTheWorse) {
  Results results = TwoCompilerResults();
  RowOf(results, "fetch_add_relaxed_64", "x86_64-gcc").verdict =
      Verdict::kNotRun;
  EXPECT_EQ(FetchAddOf(results).word, "not run");
  EXPECT_TRUE(FetchAddOf(results).words_differ);
}

TEST(OverviewOf, MarksDifferentInstructionsThatComeToTheSame) {
  Results results = TwoCompilerResults();
  ClangsFetchAdd(results).functions[0].form = "lock inc";
  const OverviewCell cell = FetchAddOf(results);
  EXPECT_EQ(cell.word, "proved");
  EXPECT_EQ(cell.form, "");
  EXPECT_FALSE(cell.words_differ);
  EXPECT_TRUE(cell.forms_differ);
}

TEST(OverviewOf, LeavesACellWithoutResultEmpty) {
  Results results = ExploredResults();
  results.rows.pop_back();
  EXPECT_EQ(OverviewOf(results).lines[1].cells[1].word, "");
}

// A row is shown wherever it came from: a failure must not be hidden.
TEST(OverviewOf, ShowsRowsOfUnknownTargetsAndCounters) {
  Results results = SampleResults();
  results.rows[0].target = "vax-gcc";
  results.rows[0].counter = "stray";
  results.rows[0].verdict = Verdict::kFailed;
  const Overview overview = OverviewOf(results);
  EXPECT_EQ(overview.levels[0], "vax-gcc");
  EXPECT_EQ(overview.lines[0].counter, "stray");
  EXPECT_EQ(overview.lines[0].cells[0].word, "FAILED");
}

TEST(OverviewOf, IsEmptyForEmptyResults) {
  EXPECT_THAT(OverviewOf(Results()).lines, IsEmpty());
}

TEST(OverviewLegend, SpeaksOnlyOfWhatStandsThere) {
  const auto legend = [](const Results& results) {
    return OverviewLegend(OverviewOf(results));
  };
  EXPECT_THAT(
      legend(TwoCompilerResults()),
      ElementsAre(StartsWith("“proved”: "), StartsWith("“racy, 2 of 4”: "),
                  StartsWith("“bounded”: ")));
  EXPECT_THAT(legend(NativeResults()), ElementsAre(StartsWith("“passed”: ")));
  Results results = TwoCompilerResults();
  ClangsFetchAdd(results).functions[0].form = "lock inc";
  EXPECT_THAT(legend(results), Contains(StartsWith("≈: ")));
  EXPECT_THAT(legend(results), Not(Contains(StartsWith("≠: "))));
  ClangsFetchAdd(results).verdict = Verdict::kFailed;
  EXPECT_THAT(legend(results), Contains(StartsWith("≠: ")));
}

}  // namespace
}  // namespace atomics_lab::report
