// The section in which two listings stand side by side.
#include "tools/report/html_pair.h"

#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/page_checks.h"
#include "tools/report/report.h"
#include "tools/report/sample_results.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(HtmlPair, IsNotThereWithoutAListing) {
  EXPECT_EQ(HtmlPair(result::Results()), "");
  result::Results results = SampleResults();
  for (result::Row& row : results.rows) row.functions.clear();
  EXPECT_EQ(HtmlPair(results), "");
  EXPECT_THAT(RenderHtml(results), Not(HasSubstr("id=\"bench\"")));
}

TEST(HtmlPair, StandsInAPageThatNeedsNoNetwork) {
  const std::string html = RenderHtml(SampleResults());
  ExpectSound(html);
  EXPECT_EQ(Count(html, "{{"), 0U);
  EXPECT_EQ(Count(html, "<section id=\"bench\""), 1U);
  EXPECT_EQ(PartThatReachesOut(html), "");
}

TEST(HtmlPair, SaysWithoutScriptThatItNeedsIt) {
  EXPECT_THAT(HtmlPair(SampleResults()),
              HasSubstr("<p class=\"without\">This section needs JavaScript"));
}

TEST(HtmlPair, KnowsArchitecturesAndMeanings) {
  const std::string html = HtmlPair(SampleResults());
  EXPECT_THAT(html, HasSubstr("\"x86_64-gcc\":\"x86_64\""));
  EXPECT_THAT(html, HasSubstr("\"lock add\":\"adds, in one atomic step and"));
}

TEST(HtmlPair, ExplainsABarrierByItsKind) {
  result::Results results = SampleResults();
  result::Row& row = results.rows.back();
  row.target = "aarch64_outline-gcc";
  row.functions[0].instructions[0].mnemonic = "dmb";
  row.functions[0].instructions[0].operands = "ishld";
  row.functions[0].instructions[0].role = "fence";
  EXPECT_THAT(HtmlPair(results), HasSubstr("\"dmb ishld\":\"load barrier"));
}

// What the glossary says of them is true of std::atomic only.
TEST(HtmlPair, DoesNotExplainBranchesAndCalls) {
  result::Results results = SampleResults();
  result::Instruction& instruction =
      results.rows[0].functions[0].instructions[0];
  instruction.mnemonic = "jne";
  instruction.role = "branch";
  EXPECT_THAT(HtmlPair(results), Not(HasSubstr("\"jne\"")));
  instruction.role = "other";
  EXPECT_THAT(HtmlPair(results), HasSubstr("\"jne\""));
}

TEST(HtmlPair, KnowsNothingOfAnArchitectureThatNobodyServes) {
  result::Results results = SampleResults();
  for (result::Target& target : results.targets) target.architecture = "pdp11";
  EXPECT_THAT(HtmlPair(results), HasSubstr("\"x86_64-gcc\":\"pdp11\""));
  EXPECT_THAT(HtmlPair(results), Not(HasSubstr("\"lock add\"")));
}

TEST(HtmlPair, LetsNoNameEndItsData) {
  for (std::string_view text : {"</script><script>alert(1)</script>", "<!--",
                                "\"]", "\xff", "\u202e", "{{script}}"}) {
    const std::string html = RenderHtml(ResultsFullOf(text));
    ExpectSound(html);
    EXPECT_EQ(Count(html, "<script"), 9U);
    EXPECT_EQ(Count(html, "class Bench"), 1U);
  }
}

}  // namespace
}  // namespace atomics_lab::report
