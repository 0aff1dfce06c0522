#include "tools/atlas/table.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tools/atlas/compare.h"

namespace atomics_lab::atlas {
namespace {

const std::vector<Row>& TwoRows() {
  static const auto& rows = *new std::vector<Row>{{.operation = "load",
                                                   .shared = {"old", "new"},
                                                   .orders = {"relaxed"},
                                                   .widths = {8, 16},
                                                   .results = {"used"},
                                                   .left = "ldr",
                                                   .right = "ldr"},
                                                  {.operation = "store",
                                                   .shared = {"new"},
                                                   .orders = {"release"},
                                                   .widths = {64},
                                                   .results = {"none"},
                                                   .left = "stlr",
                                                   .right = "str"}};
  return rows;
}

TEST(TablesTest, TextIsAlignedAndMarksWhatIsEqual) {
  EXPECT_EQ(Tables(TwoRows(), {"level", "gcc", "clang"}, Style::kText),
            "load\n"
            "level     bits  order    result  gcc  clang\n"
            "old, new  8–16  relaxed  used    ldr  =\n"
            "\n"
            "store\n"
            "level  bits  order    result  gcc   clang\n"
            "new    64    release  -       stlr  str\n");
}

TEST(TablesTest, MarkdownMarksWhatDiffers) {
  const std::string text =
      Tables(TwoRows(), {"", "gcc", "clang"}, Style::kMarkdown);
  EXPECT_NE(text.find("| 8–16 | relaxed | used | `ldr` | same |\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("| 64 | release | - | `stlr` | **≠** `str` |\n"),
            std::string::npos);
}

TEST(TablesTest, NoRowsAreNoText) {
  EXPECT_EQ(Tables({}, {"level", "gcc", "clang"}, Style::kText), "");
}

}  // namespace
}  // namespace atomics_lab::atlas
