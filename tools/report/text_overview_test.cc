#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_replace.h"
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

using result::Results;
using result::Verdict;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string Plain(const Results& results) {
  return RenderOverview(results, {.color = false});
}

std::string Colorful(const Results& results) {
  return RenderOverview(results, {.color = true});
}

std::vector<std::string> LinesOf(const std::string& text) {
  return absl::StrSplit(text, '\n');
}

// Columns of the widest line.
std::size_t WidthOf(const std::string& text) {
  return DisplayWidth(std::ranges::max(LinesOf(text), {}, DisplayWidth));
}

TEST(RenderOverview, HasALineACounterAndAColumnALevel) {
  const std::vector<std::string> lines = LinesOf(Plain(TwoCompilerResults()));
  EXPECT_EQ(lines[0],
            "counter               x86_64            aarch64_outline");
  EXPECT_EQ(lines[1], "racy_split            racy, 2 of 4      racy, 2 of 4");
  EXPECT_EQ(lines[2], "fetch_add_relaxed_64  proved: lock add  bounded");
  EXPECT_EQ(lines[3], "");
}

TEST(RenderOverview, NamesALoopByItsFirstInstruction) {
  Results results = TwoCompilerResults();
  for (std::string_view target : {"x86_64-gcc", "x86_64-clang"}) {
    RowOf(results, "fetch_add_relaxed_64", target).functions[0].form =
        "ldaxr…stlxr loop";
  }
  EXPECT_THAT(Plain(results), HasSubstr("proved: ldaxr loop"));
}

TEST(RenderOverview, DoesNotCutWhatIsMoreThanAPair) {
  Results results = TwoCompilerResults();
  for (std::string_view target : {"x86_64-gcc", "x86_64-clang"}) {
    RowOf(results, "fetch_add_relaxed_64", target).functions[0].form =
        "{ldxr…stxr; add} loop";
  }
  EXPECT_THAT(Plain(results), Not(HasSubstr("{ldxr")));
}

TEST(RenderOverview, LeavesOutInstructionsThatDoNotFit) {
  Results results = TwoCompilerResults();
  for (std::string_view target : {"x86_64-gcc", "x86_64-clang"}) {
    RowOf(results, "fetch_add_relaxed_64", target).functions[0].form =
        "call absl::Mutex::lock; add; call absl::Mutex::unlock";
  }
  EXPECT_THAT(Plain(results), Not(HasSubstr("call")));
}

TEST(RenderOverview, IsNeverWiderThanItsWidth) {
  Results failing = TwoCompilerResults();
  failing.rows[0].verdict = Verdict::kFailed;
  failing.rows[0].tests[0].verdict = Verdict::kFailed;
  failing.rows[0].tests[0].message = std::string(500, 'm');
  failing.explorations[0].as_claimed = false;
  for (const Results& results :
       {Results(), SampleResults(), TwoCompilerResults(), failing,
        LargeResults(40, 8, 2), ResultsFullOf(std::string(10'000, 'x')),
        ResultsFullOf("many words × and → more of them in one long name … "
                      "that goes on, and on, and on, and on, and on, and on"),
        ResultsFullOf("")}) {
    EXPECT_LE(WidthOf(Plain(results)), std::size_t{kOverviewWidth});
  }
}

TEST(RenderOverview, GoesOnBelowWithLevelsThatDoNotFitBesideTheOthers) {
  const std::vector<std::string> lines = LinesOf(Plain(LargeResults(3, 6, 2)));
  EXPECT_THAT(lines[0], EndsWith("aarch64_outline_3"));
  EXPECT_EQ(lines[4], "");
  EXPECT_THAT(lines[5], AllOf(StartsWith("counter"), HasSubstr("outline_4"),
                              EndsWith("aarch64_outline_5")));
  EXPECT_THAT(lines[6], StartsWith("fetch_add_relaxed_6…  passed"));
}

TEST(RenderOverview, MarksWhereCompilersDiffer) {
  Results results = TwoCompilerResults();
  result::Row& clang = RowOf(results, "fetch_add_relaxed_64", "x86_64-clang");
  clang.functions[0].form = "lock inc";
  EXPECT_THAT(Plain(results), HasSubstr("\nfetch_add_relaxed_64  proved ≈ "));
  clang.verdict = Verdict::kFailed;
  EXPECT_THAT(Plain(results), HasSubstr("\nfetch_add_relaxed_64  FAILED ≠ "));
  EXPECT_THAT(Plain(results),
              HasSubstr("\n≠ fetch_add_relaxed_64 on x86_64: gcc proved, clang "
                        "FAILED\n"));
}

TEST(RenderOverview, CountsDifferencesThatItDoesNotName) {
  Results results = LargeResults(9, 1, 1);
  results.targets.push_back(results.targets[0]);
  results.targets[1].name = "aarch64_outline_0-clang";
  results.targets[1].compiler = "clang";
  const std::vector<result::Row> rows = results.rows;
  for (result::Row row : rows) {
    row.target = results.targets[1].name;
    row.verdict = Verdict::kFailed;
    results.rows.push_back(row);
  }
  EXPECT_THAT(Plain(results), HasSubstr("\n≠ … 3 more\n"));
}

TEST(RenderOverview, LetsFailuresStandOutAndExplainsThem) {
  Results results = TwoCompilerResults();
  results.rows[0].verdict = Verdict::kFailed;
  results.rows[0].tests[0].verdict = Verdict::kFailed;
  results.rows[0].tests[0].message = "file.cc:1: Failure";
  results.rows[3].verdict = Verdict::kNotRun;
  const std::string text = Plain(results);
  EXPECT_THAT(text, HasSubstr("\nracy_split            FAILED ≠"));
  EXPECT_THAT(text, HasSubstr("not run ≠"));
  EXPECT_THAT(text, HasSubstr("1 failed, 1 not run\n"));
  EXPECT_THAT(text, HasSubstr("\nWhat went wrong\n  racy_split on x86_64-gcc, "
                              "native: StartsAtZero failed\n    file.cc:1"));
  EXPECT_THAT(Colorful(results), HasSubstr("\x1b[1;31mFAILED\x1b[0m"));
}

TEST(RenderOverview, SaysBelowWhatTheLongTableSays) {
  Results results = TwoCompilerResults();
  results.rows[0].outcomes[0].note = "fell back";
  const std::string text = Plain(results);
  EXPECT_THAT(
      text, HasSubstr("\n2 counters × 3 targets: 3 passed, 3 racy, 0 failed"));
  EXPECT_THAT(text, HasSubstr("\nExplored: 6 programs: 2 proved, 3 lose "));
  EXPECT_THAT(text, HasSubstr("\nexplored in part: fetch_add_relaxed_64\n"));
  EXPECT_THAT(text, HasSubstr("\nNote: racy_split (native): fell back\n"));
  EXPECT_THAT(text, HasSubstr("\nNot proved by this: a stress run says "));
  EXPECT_THAT(absl::StrReplaceAll(text, {{"\n  ", " "}}),
              HasSubstr("; a pass under QEMU says nothing about memory "
                        "ordering, "));
  EXPECT_THAT(Plain(NativeResults()), Not(HasSubstr("QEMU")));
}

TEST(RenderOverview, IsPlainUnlessColorIsAskedFor) {
  std::string text = Colorful(TwoCompilerResults());
  EXPECT_THAT(Plain(TwoCompilerResults()), Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, HasSubstr("\x1b[33mracy, 2 of 4\x1b[0m"));
  EXPECT_THAT(text, HasSubstr("\x1b[32mproved\x1b[0m\x1b[2m: lock add\x1b[0m"));
  for (std::string_view code :
       {"\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[33m", "\x1b[0m"}) {
    text = absl::StrReplaceAll(text, {{code, ""}});
  }
  EXPECT_EQ(text, Plain(TwoCompilerResults()));
}

TEST(RenderOverview, EndsNoLineInBlanks) {
  for (const Results& results : {TwoCompilerResults(), LargeResults(2, 6, 1)}) {
    for (const std::string& line : LinesOf(Plain(results))) {
      EXPECT_THAT(line, Not(EndsWith(" ")));
    }
  }
}

TEST(RenderOverview, SendsNothingToTheTerminalThatCommandsIt) {
  for (std::string_view text : {"\x1b[2J", "a\rb", "\xff\xfe", "\xc2\x9b"}) {
    const std::string rendered = Plain(ResultsFullOf(text));
    for (const std::string& line : LinesOf(rendered)) {
      EXPECT_EQ(Printable(line), line);
    }
  }
}

TEST(RenderOverview, PrintsEmptyResults) {
  EXPECT_THAT(Plain(Results()),
              StartsWith("counter\n\n0 counters × 0 targets"));
}

}  // namespace
}  // namespace atomics_lab::report
