#include "tools/report/page_checks.h"

#include <string_view>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace atomics_lab::report {
namespace {

TEST(FaultOf, SeesTagsThatDoNotMatch) {
  EXPECT_EQ(FaultOf("<!doctype html><p class=\"a\">a<wbr>b</p>"), "");
  EXPECT_EQ(FaultOf("<p><b></p></b>"), "</p> at byte 6 closes b");
  EXPECT_EQ(FaultOf("<p>"), "p stays open");
  EXPECT_EQ(FaultOf("</p>"), "</p> at byte 0 closes nothing");
  EXPECT_EQ(FaultOf("1 < 2 <p>"), "a bare < at byte 2");
}

TEST(FaultOf, KnowsWhichEndTagsMayBeLeftOut) {
  EXPECT_EQ(FaultOf("<table><tr><td>1<td>2<tr><td><b>3</b></table>"), "");
  EXPECT_EQ(FaultOf("<table><tr><td>1<b>2<td>3</table>"),
            "</table> at byte 25 closes b");
  EXPECT_EQ(FaultOf("<table><tr><td>1"), "td stays open");
}

TEST(PartThatReachesOut, IsFound) {
  EXPECT_EQ(PartThatReachesOut("<p>@importance, eval, a link</p>"), "@import");
  EXPECT_EQ(PartThatReachesOut("<img src=\"http://a\">"), "http");
  EXPECT_EQ(PartThatReachesOut("<script>one.innerHTML = text</script>"),
            "innerHTML");
  EXPECT_EQ(PartThatReachesOut("<p>eval, a link</p>"), "");
}

TEST(ListingsOutsideOfFolds, SeesOne) {
  constexpr std::string_view kListing = "<table class=\"listing\">";
  EXPECT_EQ(ListingsOutsideOfFolds(kListing), 1U);
  EXPECT_EQ(ListingsOutsideOfFolds(
                absl::StrCat("<details>", kListing, "</details>", kListing)),
            1U);
}

}  // namespace
}  // namespace atomics_lab::report
