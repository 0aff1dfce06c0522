#include "tools/text/aligned.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace atomics_lab::text {
namespace {

TEST(Padded, CountsColumnsNotBytes) {
  EXPECT_EQ(Padded("a…", 4), "a…  ");
  EXPECT_EQ(Padded("abcde", 4), "abcde");
  EXPECT_EQ(Padded("", 2), "  ");
}

TEST(Aligned, NamesStandLeftAndNumbersRight) {
  EXPECT_EQ(Aligned({{ToTheLeft("name"), ToTheRight("ns")},
                     {ToTheLeft("a…b"), ToTheRight("12.5")}}),
            "name    ns\n"
            "a…b   12.5\n");
}

TEST(Aligned, NothingStandsBehindTheLastText) {
  EXPECT_EQ(Aligned({{ToTheLeft("a"), ToTheLeft("long")},
                     {ToTheLeft("b"), ToTheLeft("x")},
                     {ToTheLeft("c"), ToTheLeft("")}}),
            "a  long\n"
            "b  x\n"
            "c\n");
}

TEST(Aligned, AnEmptyColumnTakesNoRoom) {
  EXPECT_EQ(Aligned({{ToTheLeft("a"), ToTheLeft(""), ToTheLeft("b")},
                     {ToTheLeft("cc"), ToTheLeft(""), ToTheLeft("d")}}),
            "a   b\n"
            "cc  d\n");
}

TEST(Aligned, ColorsTakeNoColumns) {
  const AlignedCell red = {.text = "\x1b[31mx\x1b[0m", .width = 1};
  EXPECT_EQ(
      Aligned({{red, ToTheLeft("1")}, {ToTheLeft("abc"), ToTheLeft("2")}}),
      "\x1b[31mx\x1b[0m    1\nabc  2\n");
}

TEST(Aligned, NoLinesAreNoText) { EXPECT_EQ(Aligned({}), ""); }

}  // namespace
}  // namespace atomics_lab::text
