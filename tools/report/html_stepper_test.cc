// The section in which a reader drives a race.
#include "tools/report/html_stepper.h"

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

result::Results Driven() {
  result::Results results = SampleResults();
  results.steppers = {SampleStepper()};
  return results;
}

TEST(HtmlStepper, IsNotThereWithoutAGraph) {
  EXPECT_EQ(HtmlStepper(SampleResults()), "");
  EXPECT_THAT(RenderHtml(SampleResults()), Not(HasSubstr("stepper-data")));
}

TEST(HtmlStepper, StandsInAPageThatNeedsNoNetwork) {
  const std::string html = RenderHtml(Driven());
  ExpectSound(html);
  EXPECT_EQ(Count(html, "{{"), 0U);
  EXPECT_EQ(Count(html, "<section id=\"stepper\""), 1U);
  EXPECT_EQ(Count(html, "<script"), 6U);
  EXPECT_EQ(PartThatReachesOut(html), "");
}

TEST(HtmlStepper, HasEveryGraphAndItsMachine) {
  const std::string html = HtmlStepper(Driven());
  EXPECT_THAT(html, HasSubstr("id=\"stepper-data\">[{\"counter\":"));
  EXPECT_THAT(html, HasSubstr("\"states\":[0,0,0,1,0,0,1,1,1,0,0]"));
  EXPECT_THAT(html, HasSubstr("class Session"));
  EXPECT_THAT(html, HasSubstr("new Stepper("));
  EXPECT_THAT(html, Not(HasSubstr("export class")));
}

TEST(HtmlStepper, SaysWithoutScriptWhatItWouldShow) {
  EXPECT_THAT(HtmlStepper(Driven()),
              HasSubstr("<p class=\"without\">With JavaScript this section"));
}

TEST(HtmlStepper, NamesTheLabsOwnLineWhereItIsKnown) {
  result::Results results = Driven();
  EXPECT_THAT(HtmlStepper(results), HasSubstr("atomic_base.h:494"));
  result::Instruction& listed = results.rows[0].functions[0].instructions[0];
  listed.address = 0x10;
  listed.frames = {{.file = "counters/probes.cc", .line = 46},
                   {.file = "counters/specimens/racy_split.h", .line = 64},
                   {.file = "/usr/include/atomic_base.h", .line = 494}};
  EXPECT_THAT(HtmlStepper(results), HasSubstr("racy_split.h:64"));
  EXPECT_THAT(HtmlStepper(results), Not(HasSubstr("atomic_base.h:494")));
}

TEST(HtmlStepper, LetsNoNameEndItsData) {
  for (std::string_view text :
       {"</script><script>alert(1)</script>", "<!--", "\"]", "\xff", "\u202e",
        "\x1b[31m", "{{script}}"}) {
    result::Results results = Driven();
    results.steppers = {StepperFullOf(text)};
    const std::string html = RenderHtml(results);
    ExpectSound(html);
    EXPECT_EQ(Count(html, "<script"), 6U);
    EXPECT_EQ(Count(html, "class Session"), 1U);
    for (std::string_view raw : {"\xff", "\x1b", "\u202e"}) {
      EXPECT_THAT(html, Not(HasSubstr(raw)));
    }
  }
}

}  // namespace
}  // namespace atomics_lab::report
