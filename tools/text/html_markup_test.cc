#include "tools/text/html_markup.h"

#include <string_view>

#include "gtest/gtest.h"

namespace atomics_lab::text {
namespace {

TEST(HtmlText, EscapesWhatHasAMeaning) {
  EXPECT_EQ(HtmlText("<script>alert('x' & \"y\")</script>"),
            "&lt;script&gt;alert(&#39;x&#39; &amp; &quot;y&quot;)"
            "&lt;/script&gt;");
}

TEST(HtmlText, DoesNotTrustEntities) {
  EXPECT_EQ(HtmlText("&lt;"), "&amp;lt;");
}

TEST(HtmlText, IsValidUtf8WithoutControls) {
  EXPECT_EQ(HtmlText(std::string_view("a\0\xff\x1b", 4)), "a���");
}

TEST(HtmlLines, KeepsLineBreaks) {
  EXPECT_EQ(HtmlLines("a<\nb\x07\n"), "a&lt;\nb�");
}

TEST(HtmlCode, MayBreakAtTheJointsOfNames) {
  EXPECT_EQ(HtmlCode("a_b"), "<code>a_<wbr>b</code>");
  EXPECT_EQ(HtmlCode("__a"), "<code>__a</code>");
  EXPECT_EQ(HtmlCode("a::b<c>"), "<code>a::<wbr>b&lt;c&gt;</code>");
}

TEST(HtmlId, KeepsDifferentNamesApart) {
  EXPECT_EQ(HtmlId("a b"), "a.20b");
  EXPECT_EQ(HtmlId("a.20b"), "a.2e20b");
  EXPECT_EQ(HtmlId("\"><"), ".22.3e.3c");
  EXPECT_EQ(HtmlId("\xff"), ".ff");
}

}  // namespace
}  // namespace atomics_lab::text
