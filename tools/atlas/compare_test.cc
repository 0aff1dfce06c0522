#include "tools/atlas/compare.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tools/atlas/atlas.h"

namespace atomics_lab::atlas {
namespace {

Atlas FourTargets() {
  Atlas atlas;
  for (const std::string level : {"old", "new"}) {
    for (const std::string compiler : {"gcc", "clang"}) {
      atlas.targets.push_back({.name = absl::StrCat(level, "-", compiler),
                               .level = level,
                               .compiler = compiler});
    }
  }
  return atlas;
}

void Add(Atlas& atlas, const std::string& target, int width,
         const std::string& order, const std::string& family) {
  atlas.cells.push_back({.question = {.operation = "load",
                                      .order = order,
                                      .width = width,
                                      .result = "used"},
                         .target = target,
                         .family = family});
}

// Loads: relaxed the same everywhere, acquire better on `new`, there with
// Clang only, and 128 bits a call with GCC.
Atlas Loads() {
  Atlas atlas = FourTargets();
  for (const Target& target : atlas.targets) {
    const bool better = target.name == "new-clang";
    for (const int width : {8, 16, 32, 64}) {
      Add(atlas, target.name, width, "relaxed", "ldr");
      Add(atlas, target.name, width, "acquire", better ? "ldapr" : "ldar");
    }
    Add(atlas, target.name, 128, "relaxed",
        target.compiler == "gcc" ? "call" : "ldp");
  }
  return atlas;
}

std::vector<Row> RowsOf(const Atlas& atlas, const std::string& left,
                        const std::string& right) {
  const absl::StatusOr<std::vector<Comparison>> all =
      Compare(atlas, left, right);
  return all.ok() ? Condense(*all) : std::vector<Row>();
}

TEST(CondenseTest, MergesWhatAgreesAndNothingElse) {
  const std::vector<Row> rows = RowsOf(Loads(), "gcc", "clang");
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].left, "ldr");
  EXPECT_EQ(rows[0].shared, (std::vector<std::string>{"old", "new"}));
  EXPECT_EQ(rows[0].widths, (std::vector<int>{8, 16, 32, 64}));
  EXPECT_EQ(rows[1].shared, (std::vector<std::string>{"old"}));
  EXPECT_EQ(rows[1].orders, (std::vector<std::string>{"acquire"}));
  EXPECT_EQ(rows[2].left, "call");
  EXPECT_EQ(rows[2].right, "ldp");
  EXPECT_EQ(rows[3].left, "ldar");
  EXPECT_EQ(rows[3].right, "ldapr");
}

TEST(CondenseTest, OneCellThatDiffersStaysInARowOfItsOwn) {
  Atlas atlas = Loads();
  for (Cell& cell : atlas.cells) {
    if (cell.target == "old-clang" && cell.question.width == 16) {
      cell.family = "odd";
    }
  }
  int odd = 0;
  for (const Row& row : RowsOf(atlas, "gcc", "clang")) {
    if (row.right != "odd") continue;
    EXPECT_EQ(row.widths, std::vector<int>{16});
    ++odd;
  }
  EXPECT_EQ(odd, 2);
}

TEST(CompareTest, TakesLevelsAndTargetsToo) {
  const std::vector<Row> levels = RowsOf(Loads(), "old", "new");
  ASSERT_FALSE(levels.empty());
  EXPECT_EQ(levels[0].shared.front(), "gcc");
  EXPECT_EQ(SharedTitle(Loads(), "old", "new"), "compiler");
  const std::vector<Row> targets = RowsOf(Loads(), "old-gcc", "new-clang");
  ASSERT_FALSE(targets.empty());
  EXPECT_EQ(targets[0].shared.front(), "");
}

TEST(CompareTest, QuestionOfOneSideOnlyIsLeftOut) {
  Atlas atlas = FourTargets();
  Add(atlas, "old-gcc", 8, "relaxed", "ldr");
  EXPECT_TRUE(RowsOf(atlas, "gcc", "clang").empty());
}

TEST(CompareTest, WrongNamesListTheRightOnes) {
  for (const auto& [left, right] :
       {std::pair("gcc", "old"), std::pair("gcc", "vax"), std::pair("", "")}) {
    const auto all = Compare(Loads(), left, right);
    ASSERT_FALSE(all.ok());
    const std::string message(all.status().message());
    EXPECT_NE(message.find("gcc, clang"), std::string::npos) << message;
    EXPECT_NE(message.find("old-gcc, old-clang"), std::string::npos);
    EXPECT_EQ(message.find('\n'), std::string::npos);
  }
}

TEST(TextsTest, AreShort) {
  EXPECT_EQ(WidthsText({8, 16, 32, 64}), "8–64");
  EXPECT_EQ(WidthsText({8, 32, 64}), "8, 32–64");
  EXPECT_EQ(WidthsText({0}), "-");
  EXPECT_EQ(OrdersText("load", {"relaxed", "acquire", "seq_cst"}), "any");
  EXPECT_EQ(OrdersText("fence", {"relaxed", "acquire", "seq_cst"}),
            "relaxed, acquire, seq_cst");
  EXPECT_EQ(ResultsText({"unused", "used"}), "either");
  EXPECT_EQ(ResultsText({"none"}), "-");
}

}  // namespace
}  // namespace atomics_lab::atlas
