#include "tools/report/costs.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/page_checks.h"
#include "tools/report/report.h"
#include "tools/report/sample_results.h"
#include "tools/report/sheet.h"
#include "tools/result/result.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using result::Results;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// All notes, in their order.
std::vector<std::string> NotesOf(const Results& results) {
  std::vector<std::string> notes;
  for (const auto& paragraph : CostSheet(results).notes) {
    notes.insert(notes.end(), paragraph.begin(), paragraph.end());
  }
  return notes;
}

// The lines of a text that was wrapped, each as it was before.
std::string Unwrapped(std::string_view text) {
  return absl::StrReplaceAll(text, {{"\n  ", " "}});
}

TEST(CostSheet, HasALineACounterAndTwoRatiosANumberOfThreads) {
  EXPECT_THAT(CostSheet(ResultsWithCosts()).cells,
              ElementsAre(ElementsAre("counter", "× floor at 1", "× absl_mutex",
                                      "× floor at 16", "× absl_mutex"),
                          ElementsAre("racy_split", "1.06", "0.0625", "–", "–"),
                          ElementsAre("fetch_add_relaxed_64", "4.50", "0.250",
                                      "123", "0.125")));
}

TEST(CostSheet, HasOneNumberOfThreadsWhereOneWasMeasured) {
  Results results = ResultsWithCosts();
  results.costs->rows.pop_back();
  EXPECT_THAT(CostSheet(results).cells[0],
              ElementsAre("counter", "× floor at 1", "× absl_mutex"));
  EXPECT_THAT(NotesOf(results).front(), HasSubstr("× floor at 1: on so many"));
}

TEST(CostSheet, SaysWhereItWasMeasured) {
  Results results = ResultsWithCosts();
  EXPECT_THAT(CostSheet(results).head,
              ElementsAre("What an increment costs",
                          "From old.json: medians of ratios measured on "
                          "x86_64-gcc (GCC 16.2.0), Another, 8 CPUs, Linux; "
                          "another machine than this one, A processor, 2 CPUs, "
                          "Linux 6.1."));
  results.costs->machine = results.environment;
  results.costs->machine.kernel = "Linux 7";
  EXPECT_THAT(CostSheet(results).head[1], Not(HasSubstr("another machine")));
  results.costs->machine.cpus = 3;
  EXPECT_THAT(CostSheet(results).head[1], HasSubstr("another machine"));
  results.costs->machine = {};
  EXPECT_THAT(CostSheet(results).head[1],
              HasSubstr("a machine that it does not name; another machine"));
}

TEST(CostSheet, SaysWhatIsMissing) {
  Results results = ResultsWithCosts();
  EXPECT_THAT(NotesOf(results),
              ElementsAre("fetch_add_relaxed_64: fell back.",
                          HasSubstr("× floor at 1, at 16: on so many threads"),
                          HasSubstr("one machine and one moment")));
  results.costs->interrupted = true;
  results.costs->left_out = {"gone", "lost"};
  results.costs->rows.erase(results.costs->rows.begin());
  EXPECT_THAT(
      NotesOf(results),
      ElementsAre("The measurement was interrupted; rows may lack repetitions.",
                  "Not measured: 1 of 2 counters.",
                  "Measured, but not in this table: gone, lost.",
                  HasSubstr("fell back"), HasSubstr("× floor"),
                  HasSubstr("one machine")));
}

TEST(Costs, StandInEveryReportBelowTheTable) {
  const Results results = ResultsWithCosts();
  for (const std::string& text :
       {RenderOverview(results, {}), RenderText(results, {})}) {
    EXPECT_THAT(Unwrapped(text),
                AllOf(HasSubstr("\n\nWhat an increment costs\nFrom old.json: "),
                      HasSubstr("\nfetch_add_relaxed_64          4.50         "
                                "0.250            123         0.125\n"),
                      HasSubstr("of another, nor of other targets.\n\n")));
  }
  EXPECT_THAT(
      RenderMarkdown(results),
      AllOf(HasSubstr("\n\n## What an increment costs\n\n- From "),
            HasSubstr("| racy\\_split | 1\\.06 | 0\\.0625 | – | – |\n")));
  const std::string page = RenderHtml(results);
  ExpectSound(page);
  EXPECT_THAT(page, HasSubstr("What an increment costs</h2>\n"
                              "<p>From old.json: "));
}

TEST(Costs, AreNotSpokenOfWhereThereAreNone) {
  Results results = ResultsWithCosts();
  results.costs.reset();
  for (const std::string& text :
       {RenderOverview(results, {}), RenderText(results, {}),
        RenderMarkdown(results)}) {
    EXPECT_THAT(text, Not(HasSubstr("increment costs")));
    EXPECT_THAT(text, Not(HasSubstr("floor")));
  }
}

TEST(Costs, AreNeverWiderThanTheOverview) {
  Results many = ResultsWithCosts();
  many.costs->rows[2].threads = 1'000'000'000;
  many.costs->rows[2].to_floor.median = 1e300;
  for (const Results& results :
       {many, ResultsFullOf(std::string(10'000, 'x')), ResultsFullOf("")}) {
    for (std::string_view line : absl::StrSplit(CostText(results), '\n')) {
      EXPECT_LE(text::DisplayWidth(line), std::size_t{kOverviewWidth}) << line;
    }
  }
}

}  // namespace
}  // namespace atomics_lab::report
