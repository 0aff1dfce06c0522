#include "tools/report/cells.h"

#include <cstdint>
#include <map>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/sample_results.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Histogram = std::map<std::uint64_t, std::uint64_t>;

// What is said of `counter` on x86_64-gcc when its values came out so.
std::string OutcomeOf(std::string_view counter, const Histogram& histogram) {
  result::Results results = SampleResults();
  result::Row& row = RowOf(results, counter, "x86_64-gcc");
  row.outcomes[0].histogram = histogram;
  return OutcomeText(results, row);
}

TEST(VerdictText, ShoutsForAFailureOnly) {
  EXPECT_EQ(VerdictText(result::Verdict::kPassed), "passed");
  EXPECT_EQ(VerdictText(result::Verdict::kFailed), "FAILED");
  EXPECT_EQ(VerdictText(result::Verdict::kNotRun), "not run");
}

TEST(MachineText, ShortensQemuToItsModel) {
  EXPECT_EQ(MachineText("native"), "native");
  EXPECT_EQ(MachineText(kA57), "qemu: cortex-a57");
}

TEST(MachineText, LeavesWhatItDoesNotKnowAlone) {
  EXPECT_EQ(MachineText("qemu-aarch64"), "qemu-aarch64");
  EXPECT_EQ(MachineText("board -cpu x"), "board -cpu x");
}

TEST(MachinesText, NamesQemuOnce) {
  EXPECT_EQ(MachinesText({"native"}), "native");
  EXPECT_EQ(MachinesText({std::string(kA57), std::string(kN1)}),
            "qemu: cortex-a57, neoverse-n1");
  EXPECT_EQ(MachinesText({"native", std::string(kA57), "board"}),
            "native; qemu: cortex-a57; board");
  EXPECT_EQ(MachinesText({}), "");
}

TEST(MachinesOf, ListsEachOnceInOrder) {
  result::Results results = SampleResults();
  result::Row& row =
      RowOf(results, "fetch_add_relaxed_64", "aarch64_outline-gcc");
  row.tests.push_back(row.tests[0]);
  EXPECT_THAT(MachinesOf(row), ElementsAre(kA57, kN1));
  EXPECT_THAT(MachinesOf(results.targets[0]), ElementsAre("native"));
  EXPECT_THAT(MachinesOf(result::Row()), IsEmpty());
}

TEST(NoteLines, NameACounterAndItsMachinesOnce) {
  result::Results results = SampleResults();
  EXPECT_THAT(NoteLines(results), IsEmpty());
  for (result::Row& row : results.rows) {
    if (row.counter == "racy_split") continue;
    for (result::Outcome& outcome : row.outcomes) outcome.note = "fell back";
  }
  RowOf(results, "racy_split", "x86_64-gcc").outcomes[0].note = "other";
  EXPECT_THAT(NoteLines(results),
              ElementsAre("racy_split (native): other",
                          "fetch_add_relaxed_64 (native; qemu: cortex-a57, "
                          "neoverse-n1): fell back"));
}

TEST(OutcomeText, IsTheValueWhereItNeverVaried) {
  EXPECT_EQ(OutcomeOf("fetch_add_relaxed_64", {{4, 1000}}), "4");
  EXPECT_EQ(OutcomeOf("racy_split", {{3, 1000}}), "3");
}

TEST(OutcomeText, CountsAFewValuesTheGreatestFirst) {
  EXPECT_EQ(OutcomeOf("racy_split", {{2, 1}, {3, 2}, {4, 997}}),
            "4 ×997, 3 ×2, 2 ×1");
}

TEST(OutcomeText, SumsUpManyValues) {
  EXPECT_EQ(OutcomeOf("racy_split",
                      {{1, 1}, {2, 1}, {3, 2}, {4, 990}, {5, 3}, {6, 3}}),
            "4 ×990, 1–6 ×10");
  EXPECT_EQ(OutcomeOf("racy_split", {{1, 1}, {2, 1}, {3, 2}, {5, 1}, {6, 1}}),
            "1–6 ×6");
}

TEST(OutcomeText, PassesOverValuesThatNeverCameOut) {
  EXPECT_EQ(OutcomeOf("fetch_add_relaxed_64", {{3, 0}, {4, 10}}), "4");
  EXPECT_EQ(OutcomeOf("fetch_add_relaxed_64", {}), "–");
}

TEST(OutcomeText, StandsOutWhereALosslessCounterLost) {
  EXPECT_EQ(OutcomeOf("fetch_add_relaxed_64", {{3, 2}, {4, 998}}),
            "WRONG 4 ×998, 3 ×2");
  EXPECT_EQ(OutcomeOf("fetch_add_relaxed_64", {{3, 1000}}), "WRONG 3");
}

TEST(OutcomeText, PutsMachinesOfOneTargetTogether) {
  result::Results results = SampleResults();
  result::Row& row = RowOf(results, "racy_split", "aarch64_outline-gcc");
  row.outcomes[0].histogram = {{3, 2}, {4, 998}};
  row.outcomes[1].histogram = {{2, 1}, {4, 999}};
  EXPECT_EQ(OutcomeText(results, row), "4 ×1997, 3 ×2, 2 ×1");
}

TEST(OutcomeText, KeepsDifferentProgramsApart) {
  result::Results results = SampleResults();
  result::Row& row = RowOf(results, "racy_split", "aarch64_outline-gcc");
  row.outcomes[1].increments = 5;
  row.outcomes[1].histogram = {{10, 1000}};
  EXPECT_EQ(OutcomeText(results, row), "4; 10");
  EXPECT_EQ(ProgramText(results), "");
}

TEST(LostUpdates, IsAboutValuesNotClaims) {
  const result::Results results = SampleResults();
  EXPECT_TRUE(LostUpdates(results, results.rows[0]));
  EXPECT_FALSE(LostUpdates(results, results.rows[1]));
}

TEST(ProgramText, NamesTheOneProgram) {
  EXPECT_EQ(ProgramText(SampleResults()), "2 threads × 2 increments");
  EXPECT_EQ(ProgramText(result::Results()), "");
}

TEST(FormText, IsTheShortFormOfAdd) {
  result::Results results = SampleResults();
  EXPECT_EQ(FormText(results.rows[0]), "mov; mov");
  results.rows[0].functions.clear();
  EXPECT_EQ(FormText(results.rows[0]), "–");
}

TEST(ClaimsText, SaysFirstWhetherUpdatesMayBeLost) {
  const result::Results results = SampleResults();
  EXPECT_EQ(ClaimsText(results.counters[0]),
            "racy: may lose updates, wait-free, ordering relaxed, 64 bits");
  EXPECT_EQ(ClaimsText(results.counters[1]),
            "lossless, lock-free, ordering relaxed, 64 bits");
}

TEST(HtmlRowId, IsReadableForOurOwnNames) {
  EXPECT_EQ(HtmlRowId("fetch_add_relaxed_64", "aarch64_lse-gcc"),
            "fetch_add_relaxed_64--aarch64_lse-gcc");
}

}  // namespace
}  // namespace atomics_lab::report
