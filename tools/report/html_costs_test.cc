#include "tools/report/html_costs.h"

#include <limits>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/page_checks.h"
#include "tools/report/report.h"
#include "tools/report/sample_results.h"
#include "tools/result/experiments.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Results;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(HtmlCosts, HasEveryMedianWithItsQuartilesWithoutAScript) {
  EXPECT_THAT(
      HtmlCosts(ResultsWithCosts()),
      AllOf(HasSubstr("colspan=\"3\">1 thread</th><th scope=\"colgroup\" "
                      "class=\"group\" colspan=\"3\">16 threads</th></tr>"),
            HasSubstr("<td>9.00<small>7.88–10.1</small></td>"
                      "<td>4.50<small>3.94–5.06</small></td>"
                      "<td>0.250<small>0.219–0.281</small></td>"
                      "<td>247<small>216–278</small></td>"),
            // Of racy_split on 16 threads.
            HasSubstr("</small></td><td>–</td><td>–</td><td>–</td></tr>")));
}

TEST(HtmlCosts, GivesTheScriptCurvesAndWhatTheyAreHeldAgainst) {
  EXPECT_THAT(
      HtmlCosts(ResultsWithCosts()),
      AllOf(HasSubstr("\"threads\":[1,16]"),
            HasSubstr("\"costs\":[{\"baseline\":[0.0625,0.0546875,0.0703125],"
                      "\"floor\":[1.0625,0.9296875,1.1953125],"
                      "\"ns\":[2.125,1.859375,2.390625]},null]"),
            // In the middle of two rows on one thread; one on sixteen.
            HasSubstr("\"ofBaseline\":[{\"ns\":35.0,\"toFloor\":17.5},"
                      "{\"ns\":1974.4,\"toFloor\":987.2}]")));
}

TEST(HtmlCosts, HasNoNumberThatIsNone) {
  Results results = ResultsWithCosts();
  for (result::CounterCost& row : results.costs->rows) {
    row.to_baseline.median = 0;
    row.ns.upper = std::numeric_limits<double>::infinity();
  }
  const std::string page = RenderHtml(results);
  ExpectSound(page);
  EXPECT_THAT(page, HasSubstr("\"toFloor\":null"));
}

TEST(HtmlCosts, ShowsTheMachineAsAMapAndBars) {
  EXPECT_THAT(
      HtmlCosts(ResultsWithCosts()),
      AllOf(HasSubstr("<tr><th scope=\"row\">5</th>"
                      "<td style=\"--part:100%\">100</td>"
                      "<td style=\"--part:75%\">75.0</td></tr>"),
            HasSubstr("<tr><th scope=\"row\">64</th>"
                      "<td><i style=\"--part:13%\"></i></td><td>5.00</td>"),
            HasSubstr("The cost falls at 64 bytes"),
            HasSubstr("a CPU is gone")));
}

TEST(HtmlCosts, ShowsOnlyWhatWasMeasuredOfTheMachine) {
  Results results = ResultsWithCosts();
  results.costs->experiments.reset();
  EXPECT_THAT(HtmlCosts(results), Not(HasSubstr("class=\"costs heat\"")));
  results.costs->experiments = result::Experiments{
      .core_to_core = result::CoreToCore{.reason = "one CPU"},
      .false_sharing = {},
      .instructions = {}};
  EXPECT_THAT(HtmlCosts(results),
              AllOf(HasSubstr("<p>Not measured: one CPU.</p>"),
                    Not(HasSubstr("class=\"costs heat\"")),
                    Not(HasSubstr("False sharing"))));
}

TEST(HtmlCosts, SaysInALineHowToMeasureWhereNothingWas) {
  Results results = ResultsWithCosts();
  results.costs.reset();
  EXPECT_THAT(HtmlCosts(results),
              AllOf(HasSubstr("bench --counters=all"), Not(HasSubstr("{{")),
                    Not(HasSubstr("<script"))));
  EXPECT_EQ(CostsStyle(results), "");
  ExpectSound(RenderHtml(results));
}

TEST(HtmlCosts, NeedsNoNetwork) {
  EXPECT_EQ(PartThatReachesOut(RenderHtml(ResultsWithCosts())), "");
}

}  // namespace
}  // namespace atomics_lab::report
