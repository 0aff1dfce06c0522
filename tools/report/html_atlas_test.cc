// The atlas in the page.
#include "tools/report/html_atlas.h"

#include <string>

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

TEST(HtmlAtlas, HasEachTextOnce) {
  result::Results results = ResultsWithAtlas();
  results.atlas->lines[1].instructions[0] = "ldaddal";
  const std::string html = HtmlAtlas(results);
  EXPECT_THAT(html, HasSubstr("\"texts\":[\"ldaddal\",\"lock xadd\","
                              "\"lock or\"]"));
  EXPECT_THAT(html, HasSubstr("[\"fetch_add\",\"seq_cst\",64,\"used\",[0,1]],"
                              "[\"fence\",\"seq_cst\",0,\"none\",[0,2]]"));
}

TEST(HtmlAtlas, IsNotThereWithoutAnAtlas) {
  EXPECT_EQ(HtmlAtlas(SampleResults()), "");
  EXPECT_THAT(RenderHtml(SampleResults()), Not(HasSubstr("#atlas\"")));
}

TEST(HtmlAtlas, IsAPartOfASoundPage) {
  const std::string html = RenderHtml(ResultsWithAtlas());
  ExpectSound(html);
  EXPECT_THAT(html, HasSubstr("<a href=\"#atlas\">"));
  EXPECT_EQ(PartThatReachesOut(html), "");
}

TEST(HtmlAtlas, EndsNoScriptWithAName) {
  result::Results results = ResultsWithAtlas();
  results.atlas->lines[0].operation = "</script>";
  EXPECT_EQ(Count(HtmlAtlas(results), "</script>"), 2U);
}

}  // namespace
}  // namespace atomics_lab::report
