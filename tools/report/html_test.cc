// The page of results.
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/page_checks.h"
#include "tools/report/report.h"
#include "tools/report/sample_results.h"
#include "tools/result/result.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using text::PrintableLines;

using result::Verdict;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(RenderHtml, LeavesNoPlaceOpenAndFillsNoneInNames) {
  EXPECT_EQ(Count(RenderHtml(SampleResults()), "{{"), 0U);
  result::Results results = SampleResults();
  results.counters.front().summary = "{{limits}}";
  EXPECT_EQ(Count(RenderHtml(results), "{{limits}}"), 1U);
}

TEST(RenderHtml, IsAWholePage) {
  const std::string html = RenderHtml(SampleResults());
  EXPECT_THAT(html, StartsWith("<!doctype html>\n<html lang=\"en\">"));
  EXPECT_THAT(html, EndsWith("</html>\n"));
  ExpectSound(html);
  ExpectSound(RenderHtml(result::Results()));
}

TEST(RenderHtml, NeedsNoNetworkAndNoScript) {
  EXPECT_THAT(RenderHtml(result::Results()), Not(HasSubstr("<script")));
  const std::string html = RenderHtml(SampleResults());
  EXPECT_THAT(html, Not(HasSubstr("http")));
  EXPECT_THAT(html, Not(HasSubstr(" src=")));
  EXPECT_THAT(html, Not(HasSubstr("<link")));
  EXPECT_THAT(html, Not(HasSubstr("@import")));
  EXPECT_THAT(html, Not(HasSubstr("url(")));
}

TEST(RenderHtml, LinksEveryCellToItsListing) {
  const std::string html = RenderHtml(SampleResults());
  for (std::string_view id : {"racy_split--x86_64-gcc",
                              "fetch_add_relaxed_64--aarch64_outline-gcc"}) {
    EXPECT_THAT(html, HasSubstr(absl::StrCat("<td><a href=\"#", id, "\">")));
    EXPECT_THAT(html, HasSubstr(absl::StrCat("<summary id=\"", id, "\">")));
  }
}

TEST(RenderHtml, FoldsEveryListing) {
  for (const result::Results& results :
       {SampleResults(), ExploredResults(), LargeResults(3, 2, 5)}) {
    const std::string html = RenderHtml(results);
    EXPECT_EQ(Count(html, "<details class=\"row\"><summary id="),
              results.rows.size());
    EXPECT_THAT(html, Not(HasSubstr(" open>")));
    EXPECT_EQ(ListingsOutsideOfFolds(html), 0U);
  }
}

// A head stays only within a box that scrolls.
TEST(RenderHtml, KeepsTheMatrixsHeadsInSight) {
  const std::string html = RenderHtml(SampleResults());
  EXPECT_THAT(html, HasSubstr("<div class=\"scroll tall\" role=\"region\""));
  EXPECT_THAT(html, HasSubstr(".tall {\n  max-height: "));
  EXPECT_THAT(html,
              HasSubstr(".matrix thead {\n  position: sticky;\n  top: 0"));
}

// Neither in the matrix nor above its listing.
TEST(RenderHtml, DoesNotSayThatARacyCounterPassed) {
  result::Results results = SampleResults();
  std::erase_if(results.rows, [](const result::Row& row) {
    return row.counter != "racy_split";
  });
  const std::string html = RenderHtml(results);
  EXPECT_EQ(Count(html, "! racy</span>"), 2 * results.rows.size());
  EXPECT_THAT(html, Not(HasSubstr("✓ passed")));
}

TEST(RenderHtml, SaysVerdictsInWords) {
  result::Results results = SampleResults();
  results.rows[0].verdict = Verdict::kFailed;
  results.rows[1].verdict = Verdict::kNotRun;
  const std::string html = RenderHtml(results);
  EXPECT_THAT(html, HasSubstr("✓ passed"));
  EXPECT_THAT(html, HasSubstr("✕ FAILED"));
  EXPECT_THAT(html, HasSubstr("– not run"));
  EXPECT_THAT(html, HasSubstr("<td class=\"bad\">"));
  EXPECT_THAT(html, HasSubstr("<h2>What went wrong</h2>"));
}

TEST(RenderHtml, SaysNothingOfFailuresWhenAllIsWell) {
  const std::string html = RenderHtml(SampleResults());
  EXPECT_THAT(html, Not(HasSubstr("FAILED")));
  EXPECT_THAT(html, Not(HasSubstr("What went wrong")));
  EXPECT_THAT(html, Not(HasSubstr("class=\"bad\"")));
}

TEST(RenderHtml, LetsALostUpdateOfALosslessCounterStandOut) {
  result::Results results = SampleResults();
  results.rows[2].outcomes[0].histogram = {{3, 1}, {4, 999}};
  const std::string html = RenderHtml(results);
  EXPECT_THAT(html,
              HasSubstr("<span class=\"outcome wrong\">WRONG 4&nbsp;×999, "
                        "3&nbsp;×1</span>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"bad\">"));
}

TEST(RenderHtml, ShowsACellWithoutARow) {
  result::Results results = SampleResults();
  results.rows.pop_back();
  const std::string html = RenderHtml(results);
  EXPECT_THAT(html, HasSubstr("<td class=\"absent\">no result</td>"));
  ExpectSound(html);
}

TEST(RenderHtml, PutsNeighbouringCompilersUnderOneLevel) {
  result::Results results = SampleResults();
  results.targets[0].name = "aarch64_outline-clang";
  results.targets[0].compiler = "clang";
  EXPECT_THAT(RenderHtml(results),
              HasSubstr("<th class=\"group\" scope=\"colgroup\" colspan=\"2\">"
                        "<code>aarch64_<wbr>outline</code>"));
}

TEST(RenderHtml, MarksRolesByClassAndInWords) {
  const std::string html = RenderHtml(SampleResults());
  EXPECT_THAT(html, HasSubstr("<tr class=\"a\"><td>10<td><b>lock add</b> "
                              "qword ptr [rdi], rsi<td>atomic "
                              "read-modify-write, acquire, release<td>"
                              "counters/counter.h:16\n"));
  EXPECT_THAT(html, HasSubstr("<tr class=\"c\"><td>10<td><b>bl</b> 0x400 "
                              "→ __aarch64_ldadd8_relax<td>"));
  EXPECT_THAT(html, HasSubstr("<tr><td>15<td><b>ret</b>"));
}

TEST(RenderHtml, DoesNotMarkTheFunctionsOwnStack) {
  result::Results results = SampleResults();
  result::Instruction& load = results.rows[0].functions[0].instructions[0];
  EXPECT_THAT(RenderHtml(results), HasSubstr("<tr class=\"m\"><td>10<td>"));
  load.shared = false;
  load.address = 0x99;
  EXPECT_THAT(RenderHtml(results), HasSubstr("<tr><td>99<td>"));
  EXPECT_THAT(RenderHtml(results), HasSubstr("load (own stack)"));
}

TEST(RenderHtml, StatesTheLimitsTwice) {
  const std::string html = RenderHtml(SampleResults());
  EXPECT_EQ(Count(html, "A pass under QEMU says nothing"), 2U);
  EXPECT_EQ(Count(RenderHtml(NativeResults()), "QEMU"), 0U);
}

TEST(RenderHtml, NamesTheMachineAndHowEachTargetWasBuilt) {
  const std::string html = RenderHtml(SampleResults());
  EXPECT_THAT(html, HasSubstr("<dt>Processor</dt><dd>A processor</dd>"));
  EXPECT_THAT(html, HasSubstr("<code>-O2</code> <code>-march=x86-64</code>"));
  EXPECT_THAT(html, HasSubstr("GNU C++20 16.2.0"));
  EXPECT_THAT(RenderHtml(result::Results()),
              HasSubstr("The machine is not recorded."));
}

TEST(RenderHtml, ExplainsInstructionsWhereThereAreListings) {
  result::Results results = SampleResults();
  EXPECT_THAT(RenderHtml(results), HasSubstr("<section id=\"glossary\""));
  for (result::Row& row : results.rows) row.functions.clear();
  EXPECT_THAT(RenderHtml(results), Not(HasSubstr("glossary\"")));
}

TEST(RenderHtml, NamesTheCommandsThatMakeItsNumbers) {
  const std::string html = RenderHtml(SampleResults());
  EXPECT_THAT(html, HasSubstr("<code>./bazelw run //:lab</code>"));
  EXPECT_THAT(html, HasSubstr("//:lab -- bench --save=costs.json</code>"));
}

TEST(RenderHtml, EscapesEveryString) {
  for (std::string_view text :
       {"<script>alert(1)</script>", "\"><img src=x onerror=y>", "'&lt;",
        "</style><b>", "-->", "\x1b[31m", "\xff\xc0\x80", "a\nb", "\u202e"}) {
    const std::string html = RenderHtml(ResultsFullOf(text));
    ExpectSound(html);
    EXPECT_EQ(Count(html, "<script"), 9U) << "the page's own";
    EXPECT_THAT(html, Not(HasSubstr("<img")));
    EXPECT_EQ(PrintableLines(html).size(), Count(html, "\n"));
    EXPECT_THAT(html, Not(HasSubstr("\x1b")));
    EXPECT_THAT(html, Not(HasSubstr("\xff")));
  }
}

TEST(RenderHtml, SurvivesNamesOfAnyLength) {
  ExpectSound(RenderHtml(ResultsFullOf(std::string(10'000, 'x'))));
  ExpectSound(RenderHtml(ResultsFullOf("")));
}

TEST(RenderHtml, StaysUnderThreeMegabytes) {
  EXPECT_LT(RenderHtml(LargeResults(15, 8, 60)).size(), 3'000'000U);
}

TEST(RenderHtml, SaysBelowTheTableWhatACounterDidOtherwise) {
  result::Results results = SampleResults();
  EXPECT_THAT(RenderHtml(results), Not(HasSubstr("Note: ")));
  results.rows[0].outcomes[0].note = "fell <back>";
  EXPECT_THAT(RenderHtml(results),
              HasSubstr("<p>Note: racy_split (native): fell &lt;back&gt;</p>"));
}

TEST(RenderHtml, ShowsWhatTheExplorerFound) {
  const std::string html = RenderHtml(ExploredResults());
  ExpectSound(html);
  EXPECT_THAT(html, HasSubstr("<span class=\"explored lost\">{2,3,4}</span>"));
  EXPECT_THAT(html, HasSubstr("<span class=\"explored proved\">proved</span>"));
  EXPECT_THAT(html, HasSubstr("<summary>How 2×2 ends at 2</summary>"));
  EXPECT_THAT(html, HasSubstr("<tr><td>2</td><td></td><td><b>mov qword ptr "
                              "[rdi], rax</b><small>counter = 2</small></td>"));
  EXPECT_THAT(html, HasSubstr("stopped at 43 states"));
  EXPECT_EQ(Count(html, "class=\"story\""), 1U);
}

TEST(RenderHtml, TellsPossibleValuesFromSeenAndForbiddenOnes) {
  result::Results results = ExploredResults();
  std::string html = RenderHtml(results);
  EXPECT_THAT(html, HasSubstr("<span class=\"ends seen\">● seen <span "
                              "class=\"outcome lost\">4&nbsp;×998, "
                              "3&nbsp;×2</span></span>"
                              "<span class=\"ends\">○ not seen 2</span>"
                              "<span class=\"ends never\">⊘ forbidden "
                              "else</span></a>"));
  EXPECT_THAT(html, HasSubstr(">? unknown else</span></a>"));
  results.explorations[0].outcomes = {{.values = {{.low = 4}}}};
  html = RenderHtml(results);
  EXPECT_THAT(html, HasSubstr(">⊘ forbidden 2, else</span>"));
  EXPECT_THAT(html, HasSubstr(">✕ seen, yet forbidden 3</span>"));
  EXPECT_THAT(html, HasSubstr(">◇ cannot show 3, 2</span>"));
  ExpectSound(html);
}

TEST(RenderHtml, ExplainsMarksOnlyWhereTheyAreUsed) {
  EXPECT_EQ(Count(RenderHtml(ExploredResults()), "class=\"ends-legend\""), 1U);
  EXPECT_EQ(Count(RenderHtml(SampleResults()), "class=\"ends-legend\""), 0U);
}

TEST(RenderHtml, SaysNothingOfExplorationsWhereThereAreNone) {
  EXPECT_THAT(RenderHtml(SampleResults()), Not(HasSubstr("xplored</b>")));
}

TEST(RenderHtml, LetsAContradictedClaimStandOut) {
  result::Results results = ExploredResults();
  results.explorations[0].as_claimed = false;
  const std::string html = RenderHtml(results);
  EXPECT_THAT(html, HasSubstr("<span class=\"explored wrong\">WRONG {2,3,4}"));
  EXPECT_THAT(html, HasSubstr("<td class=\"bad\">"));
  EXPECT_THAT(html, HasSubstr("id=\"findings\""));
}

}  // namespace
}  // namespace atomics_lab::report
