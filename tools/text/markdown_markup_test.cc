#include "tools/text/markdown_markup.h"

#include "gtest/gtest.h"

namespace atomics_lab::text {
namespace {

TEST(MarkdownText, EscapesMarkup) {
  EXPECT_EQ(MarkdownText("a_b*c`d|e<f>[g]"), R"(a\_b\*c\`d\|e\<f\>\[g\])");
  EXPECT_EQ(MarkdownText("a\\|b"), R"(a\\\|b)");
  EXPECT_EQ(MarkdownText("&lt;"), R"(\&lt;)");
}

TEST(MarkdownText, BeginsNoListAndNoHeading) {
  EXPECT_EQ(MarkdownText("- a"), R"(\- a)");
  EXPECT_EQ(MarkdownText("+ a"), R"(\+ a)");
  EXPECT_EQ(MarkdownText("# a"), R"(\# a)");
  EXPECT_EQ(MarkdownText("1. a"), R"(1\. a)");
  EXPECT_EQ(MarkdownText(" 1) a"), R"( 1\) a)");
}

TEST(MarkdownText, LeavesOrdinaryTextReadable) {
  EXPECT_EQ(MarkdownText("4 ×998, 3 ×2 (native)"), "4 ×998, 3 ×2 (native)");
}

TEST(MarkdownText, IsOneLine) { EXPECT_EQ(MarkdownText("a\nb"), "a�b"); }

TEST(MarkdownCode, HoldsBackticks) {
  EXPECT_EQ(MarkdownCode("a|b"), "`a|b`");
  EXPECT_EQ(MarkdownCode("a`b"), "`` a`b ``");
  EXPECT_EQ(MarkdownCode("``"), "``` `` ```");
  EXPECT_EQ(MarkdownCode(""), "");
}

TEST(MarkdownCellCode, DoesNotEndItsCell) {
  EXPECT_EQ(MarkdownCellCode("ldadd | loop"), R"(`ldadd \| loop`)");
}

TEST(MarkdownBlock, CannotBeClosedFromWithin) {
  EXPECT_EQ(MarkdownBlock("a\nb"), "```\na\nb\n```\n");
  EXPECT_EQ(MarkdownBlock("```\n<b>"), "````\n```\n<b>\n````\n");
  EXPECT_EQ(MarkdownBlock(""), "```\n```\n");
}

}  // namespace
}  // namespace atomics_lab::text
