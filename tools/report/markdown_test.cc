#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/report.h"
#include "tools/report/sample_results.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Verdict;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> TableLines(const std::string& markdown) {
  std::vector<std::string> lines = absl::StrSplit(markdown, '\n');
  std::erase_if(lines, [](const std::string& line) {
    return !absl::StartsWith(line, "| ");
  });
  return lines;
}

// As GitHub counts them: a pipe after a backslash is text.
std::ptrdiff_t Cells(const std::string& line) {
  return std::ranges::count(absl::StrReplaceAll(line, {{"\\|", ""}}), '|') - 1;
}

TEST(RenderMarkdown, HasATableRowForEachRow) {
  EXPECT_THAT(RenderMarkdown(SampleResults()),
              HasSubstr("| `racy_split` | `x86_64-gcc` | **racy** native | "
                        "4 ×998, 3 ×2 | `mov; mov` |\n"));
}

TEST(RenderMarkdown, BeginsWithALineACounter) {
  const std::string markdown = RenderMarkdown(TwoCompilerResults());
  EXPECT_THAT(
      markdown,
      HasSubstr("\n\n| Counter | `x86_64` | `aarch64_outline` |\n"
                "| --- | --- | --- |\n"
                "| `racy_split` | racy, 2 of 4: `mov; mov` | racy, 2 of "
                "4: `mov; mov` |\n"
                "| `fetch_add_relaxed_64` | proved: `lock add` | "
                "bounded |\n"));
  EXPECT_LT(markdown.find("| `x86_64` |"), markdown.find("| `x86_64-gcc` |"));
}

TEST(RenderMarkdown, MarksInItsFirstTableWhereCompilersDiffer) {
  result::Results results = TwoCompilerResults();
  result::Row& clang = RowOf(results, "fetch_add_relaxed_64", "x86_64-clang");
  clang.functions[0].form = "lock inc";
  EXPECT_THAT(RenderMarkdown(results), HasSubstr("| proved ≈ |"));
  clang.verdict = Verdict::kFailed;
  EXPECT_THAT(RenderMarkdown(results), HasSubstr("| **FAILED** ≠ |"));
  EXPECT_THAT(RenderMarkdown(results), HasSubstr("gcc proved, clang FAILED\n"));
}

TEST(RenderMarkdown, KeepsPipesInsideTheirCells) {
  const std::vector<std::string> plain =
      TableLines(RenderMarkdown(ResultsFullOf("plain")));
  for (std::string_view text : {"a|b", "a\\|b", "`|`", "a\nb", "\\"}) {
    const std::vector<std::string> lines =
        TableLines(RenderMarkdown(ResultsFullOf(text)));
    ASSERT_EQ(lines.size(), plain.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      EXPECT_EQ(Cells(lines[i]), Cells(plain[i])) << lines[i];
    }
  }
}

TEST(RenderMarkdown, FoldsTheListingsOfEachCounter) {
  const std::string markdown = RenderMarkdown(SampleResults());
  EXPECT_THAT(markdown,
              HasSubstr(R"(<details><summary>racy\_split</summary>)"));
  EXPECT_THAT(markdown,
              HasSubstr("Claims: lossless, lock-free, ordering relaxed, 64 "
                        "bits (`counters/specimens/fetch_add.h`)."));
  EXPECT_THAT(markdown, HasSubstr("Add on `x86_64-gcc`: `lock add`\n\n```\n"
                                  "probe::Add(Counter&, unsigned long):\n"
                                  "10      lock add qword ptr [rdi], rsi  "
                                  "counters/counter.h:16\n"));
}

TEST(RenderMarkdown, NamesTheMachineAndHowEachTargetWasBuilt) {
  const std::string markdown = RenderMarkdown(SampleResults());
  EXPECT_THAT(markdown,
              HasSubstr("Machine: A processor, 2 logical CPUs, Linux 6.1."));
  EXPECT_THAT(markdown, HasSubstr("| `x86_64-gcc` | x86-64 | native | `-O2 "
                                  "-march=x86-64` | GNU C++20 16.2.0 |"));
}

TEST(RenderMarkdown, LetsFailuresStandOut) {
  result::Results results = SampleResults();
  results.rows[0].verdict = Verdict::kFailed;
  results.rows[0].tests[0].verdict = Verdict::kFailed;
  results.rows[0].tests[0].message = "```\n<b>";
  results.rows[2].outcomes[0].histogram = {{3, 1}, {4, 1}};
  const std::string markdown = RenderMarkdown(results);
  EXPECT_THAT(markdown, HasSubstr("| **FAILED** native |"));
  EXPECT_THAT(markdown, HasSubstr("| **WRONG 4 ×1, 3 ×1** |"));
  EXPECT_THAT(markdown, HasSubstr("## What went wrong"));
  EXPECT_THAT(markdown, HasSubstr("\n````\n```\n<b>\n````\n"));
}

TEST(RenderMarkdown, EndsWithTheLimits) {
  const std::string markdown = RenderMarkdown(SampleResults());
  EXPECT_THAT(markdown, Not(HasSubstr("What went wrong")));
  EXPECT_THAT(markdown, EndsWith("- " + Limits(SampleResults()).back() + "\n"));
}

TEST(RenderMarkdown, LetsNoHtmlThroughOutsideOfCode) {
  const std::string markdown = RenderMarkdown(ResultsFullOf("<script>"));
  for (std::string_view line : absl::StrSplit(markdown, '\n')) {
    if (absl::StartsWith(line, "<details>")) {
      EXPECT_THAT(std::string(line), Not(HasSubstr("<script>")));
    }
  }
  EXPECT_THAT(markdown, HasSubstr(R"(\<script\>)"));
}

TEST(RenderMarkdown, SaysBelowTheTableWhatACounterDidOtherwise) {
  result::Results results = SampleResults();
  EXPECT_THAT(RenderMarkdown(results), Not(HasSubstr("Note: ")));
  results.rows[0].outcomes[0].note = "fell <back>";
  EXPECT_THAT(RenderMarkdown(results),
              HasSubstr("\nNote: racy\\_split (native): fell \\<back\\>\n"));
}

TEST(RenderMarkdown, ShowsWhatTheExplorerFound) {
  const std::string markdown = RenderMarkdown(ExploredResults());
  EXPECT_THAT(markdown, HasSubstr(R"( | \{2,3,4\} | `mov; mov` |)"));
  EXPECT_THAT(markdown, HasSubstr(" | proved | `lock add` |"));
  EXPECT_THAT(
      markdown,
      HasSubstr(
          R"(| 2×2 | x86-TSO | may lose updates | refuted | \{2, 3, 4\} | 43 |)"));
  EXPECT_THAT(markdown, HasSubstr("| 43 | stopped at 43 states |"));
  EXPECT_THAT(
      markdown,
      HasSubstr("How 2×2 ends at 2:\n\n| Step | Thread 1 | Thread 2 |\n| --- | "
                "--- | --- |\n| 1 | `mov rax, qword ptr [rdi]` counter is 0 "));
  EXPECT_THAT(markdown,
              HasSubstr("\n| 2 | | `mov qword ptr [rdi], rax` counter = 2 |"));
}

TEST(RenderMarkdown, LetsAContradictedClaimStandOut) {
  result::Results results = ExploredResults();
  results.explorations[0].as_claimed = false;
  EXPECT_THAT(RenderMarkdown(results), HasSubstr(R"(| **WRONG \{2,3,4\}** |)"));
}

TEST(RenderMarkdownSummary, LeavesOutListingsAndKeepsWhatWentWrong) {
  const std::string summary = RenderMarkdownSummary(ResultsFullOf("x"));
  EXPECT_THAT(summary, HasSubstr("\n## What went wrong\n"));
  EXPECT_THAT(summary, HasSubstr("\n## What the verdicts do not prove\n"));
  EXPECT_THAT(summary, Not(HasSubstr("<details>")));
  EXPECT_LT(summary.size(), RenderMarkdown(ResultsFullOf("x")).size());
}

}  // namespace
}  // namespace atomics_lab::report
