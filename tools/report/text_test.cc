#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/report.h"
#include "tools/report/sample_results.h"
#include "tools/result/result.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using text::DisplayWidth;
using text::Printable;

using result::Verdict;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string Plain(const result::Results& results) {
  return RenderText(results, {.color = false});
}

std::string Colorful(const result::Results& results) {
  return RenderText(results, {.color = true});
}

std::vector<std::string> LinesOf(const std::string& text) {
  return absl::StrSplit(text, '\n');
}

// The first line that holds `part`; empty if there is none.
std::string LineWith(const std::string& text, std::string_view part) {
  for (const std::string& line : LinesOf(text)) {
    if (line.find(part) != std::string::npos) return line;
  }
  return "";
}

// The columns before `part` in the line that holds it.
std::size_t ColumnOf(const std::string& text, std::string_view part) {
  const std::string line = LineWith(text, part);
  return DisplayWidth(line.substr(0, line.find(part)));
}

TEST(RenderText, PutsARowOnALine) {
  EXPECT_THAT(LineWith(Plain(SampleResults()), "racy_split"),
              AllOf(StartsWith("racy_split"), HasSubstr("x86_64-gcc"),
                    HasSubstr("racy native"), HasSubstr("4 ×998, 3 ×2"),
                    EndsWith("mov; mov")));
}

TEST(RenderText, NamesACounterOnceInItsGroup) {
  const std::vector<std::string> lines = LinesOf(Plain(SampleResults()));
  EXPECT_THAT(lines[1], StartsWith("racy_split  "));
  EXPECT_THAT(lines[2], StartsWith("            "));
  EXPECT_THAT(lines[3], StartsWith("fetch_add_relaxed_64  "));
  EXPECT_THAT(lines[4], StartsWith("            "));
}

TEST(RenderText, SaysHowEachTargetRan) {
  EXPECT_THAT(LineWith(Plain(SampleResults()), "aarch64_outline-gcc"),
              HasSubstr("racy qemu  "));
}

TEST(RenderText, AlignsColumnsByDisplayWidth) {
  const std::string text = Plain(SampleResults());
  EXPECT_EQ(ColumnOf(text, "instructions of Add"), ColumnOf(text, "mov; mov"));
  EXPECT_EQ(ColumnOf(text, "mov; mov"), ColumnOf(text, "lock add"));
  EXPECT_EQ(ColumnOf(text, "outcome"), ColumnOf(text, "4 ×998"));
}

TEST(RenderText, AlignsColumnsWithColorsToo) {
  result::Results results = SampleResults();
  results.rows[1].verdict = Verdict::kFailed;
  std::string text = Colorful(results);
  for (std::string_view code : {"\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[33m",
                                "\x1b[1;31m", "\x1b[0m"}) {
    for (std::size_t at = 0; (at = text.find(code)) != std::string::npos;) {
      text.erase(at, code.size());
    }
  }
  EXPECT_EQ(text, Plain(results));
}

TEST(RenderText, IsPlainUnlessColorIsAskedFor) {
  EXPECT_THAT(Plain(SampleResults()), Not(HasSubstr("\x1b")));
  EXPECT_THAT(Colorful(SampleResults()), HasSubstr("\x1b[32mpassed native"));
}

TEST(RenderText, EndsNoLineInBlanks) {
  for (const std::string& line : LinesOf(Plain(SampleResults()))) {
    EXPECT_THAT(line, Not(EndsWith(" ")));
  }
}

TEST(RenderText, ExplainsAFailure) {
  result::Results results = SampleResults();
  result::Row& row = results.rows[0];
  row.verdict = Verdict::kFailed;
  row.tests[0].verdict = Verdict::kFailed;
  row.tests[0].message = "file.cc:1: Failure\n2\n3\n4\n5\n6\n7\n8";
  const std::string text = Plain(results);
  EXPECT_THAT(LineWith(text, "racy_split"), HasSubstr("FAILED native"));
  EXPECT_THAT(text, HasSubstr("racy_split on x86_64-gcc, native: StartsAtZero "
                              "failed\n    file.cc:1: Failure\n    2\n"));
  EXPECT_THAT(text, HasSubstr("    … 2 more lines\n"));
  EXPECT_THAT(Colorful(results), HasSubstr("\x1b[1;31mFAILED native"));
}

TEST(RenderText, SaysNothingOfFailuresWhenAllIsWell) {
  EXPECT_THAT(Plain(SampleResults()), Not(HasSubstr("What went wrong")));
}

TEST(RenderText, LetsALostUpdateOfALosslessCounterStandOut) {
  result::Results results = SampleResults();
  results.rows[2].outcomes[0].histogram = {{3, 1}, {4, 999}};
  EXPECT_THAT(Plain(results), HasSubstr("WRONG 4 ×999, 3 ×1"));
  EXPECT_THAT(Plain(results), HasSubstr("What went wrong"));
  EXPECT_THAT(Colorful(results), HasSubstr("\x1b[1;31mWRONG 4 ×999"));
}

TEST(RenderText, ShowsARowThatDidNotRun) {
  result::Results results = SampleResults();
  results.rows[0].verdict = Verdict::kNotRun;
  results.rows[0].outcomes.clear();
  results.rows[0].functions.clear();
  EXPECT_THAT(LineWith(Plain(results), "racy_split"),
              AllOf(HasSubstr("not run   "), EndsWith("–")));
}

TEST(RenderText, EndsWithEachLimitOnItsOwnLine) {
  const std::string text = Plain(SampleResults());
  for (const std::string& limit : Limits(SampleResults())) {
    EXPECT_EQ(LineWith(text, limit), "  - " + limit);
  }
  EXPECT_THAT(text, EndsWith(Limits(SampleResults()).back() + "\n"));
}

TEST(RenderText, SendsNothingToTheTerminalThatCommandsIt) {
  for (std::string_view text : {"\x1b[2J", "a\rb", "\xff\xfe", "\xc2\x9b"}) {
    const std::string rendered = Plain(ResultsFullOf(text));
    EXPECT_THAT(rendered, Not(HasSubstr("\x1b")));
    EXPECT_THAT(rendered, Not(HasSubstr("\r")));
    for (const std::string& line : LinesOf(rendered)) {
      EXPECT_EQ(Printable(line), line);
    }
  }
}

TEST(RenderText, KeepsALineALineForNamesWithNewlines) {
  EXPECT_EQ(LinesOf(Plain(ResultsFullOf("a\nb")))[5], "");
}

TEST(RenderText, CutsNamesThatWouldFillTheScreen) {
  const std::string text = Plain(ResultsFullOf(std::string(10'000, 'x')));
  const std::vector<std::string> lines = LinesOf(text);
  EXPECT_THAT(text, HasSubstr("…"));
  EXPECT_LT(std::ranges::max(lines, {}, DisplayWidth).size(), 500U);
}

TEST(RenderText, PrintsEmptyResults) {
  EXPECT_THAT(Plain(result::Results()), StartsWith("counter  target  test"));
}

TEST(RenderText, SaysBelowTheTableWhatACounterDidOtherwise) {
  result::Results results = SampleResults();
  EXPECT_THAT(Plain(results), Not(HasSubstr("Note: ")));
  results.rows[0].outcomes[0].note = "fell <back>";
  EXPECT_THAT(Plain(results),
              HasSubstr("\nNote: racy_split (native): fell <back>\n"));
}

TEST(RenderText, ShowsWhatTheExplorerFoundBesideTheOutcome) {
  const std::string text = Plain(ExploredResults());
  EXPECT_THAT(LineWith(text, "racy_split"), HasSubstr("4 ×998, 3 ×2  {2,3,4}"));
  EXPECT_THAT(LineWith(text, "fetch_add_relaxed_64"), HasSubstr("proved"));
  EXPECT_EQ(ColumnOf(text, "explored"), ColumnOf(text, "{2,3,4}"));
  EXPECT_THAT(text, HasSubstr("Explored: 4 programs: 1 proved"));
  EXPECT_THAT(text, HasSubstr("for 2×2 (threads × increments) only."));
  EXPECT_THAT(text, HasSubstr("\n  explored in part: fetch_add_relaxed_64 on "
                              "aarch64_outline-gcc: 2×2 stopped at 43 states"));
}

TEST(RenderText, LeavesTheColumnOutWhereNothingWasExplored) {
  EXPECT_THAT(Plain(SampleResults()), Not(HasSubstr("xplored")));
}

TEST(RenderText, ExplainsAnExplorationThatContradictsAClaim) {
  result::Results results = ExploredResults();
  results.explorations[0].as_claimed = false;
  EXPECT_THAT(Plain(results), HasSubstr("What went wrong"));
  EXPECT_THAT(Colorful(results), HasSubstr("\x1b[1;31mWRONG {2,3,4}"));
}

TEST(RenderText, NamesTheMachinesOfTheTargetsBelowTheTable) {
  EXPECT_THAT(Plain(SampleResults()),
              HasSubstr("\nRan: x86_64-gcc native; aarch64_outline-gcc qemu: "
                        "cortex-a57, neoverse-n1.\n"));
}

}  // namespace
}  // namespace atomics_lab::report
