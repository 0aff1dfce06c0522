#include "tools/atlas/table_of_results.h"

#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/atlas/atlas.h"
#include "tools/result/atlas_table.h"

namespace atomics_lab::atlas {
namespace {

using ::testing::ElementsAre;
using ::testing::FieldsAre;
using ::testing::IsEmpty;

Cell CellOf(const Question& question, std::string_view target,
            std::string_view family) {
  return {.question = question,
          .target = std::string(target),
          .mapping = "with widths",
          .family = std::string(family),
          .opcodes = {"ret"}};
}

Atlas TwoTargets() {
  const Question store = {
      .operation = "store", .order = "release", .width = 8, .result = "none"};
  const Question load = {
      .operation = "load", .order = "acquire", .width = 8, .result = "used"};
  return {
      .targets = {{"b-gcc", "aarch64", "b", "armv8-a", "gcc", "GNU 16"},
                  {"a-clang", "x86_64", "a", "x86-64", "clang", "21"}},
      .cells = {CellOf(store, "b-gcc", "stlr"), CellOf(load, "b-gcc", "ldar"),
                CellOf(load, "a-clang", "mov")}};
}

TEST(TableOf, HasAColumnForEachTargetAndALineForEachQuestion) {
  const result::AtlasTable table = TableOf(TwoTargets());
  EXPECT_THAT(table.columns,
              ElementsAre(FieldsAre("b-gcc", "b", "armv8-a", "gcc", "GNU 16"),
                          FieldsAre("a-clang", "a", "x86-64", "clang", "21")));
  EXPECT_THAT(
      table.lines,
      ElementsAre(
          FieldsAre("load", "acquire", 8, "used", ElementsAre("ldar", "mov")),
          FieldsAre("store", "release", 8, "none", ElementsAre("stlr", ""))));
}

TEST(TableOf, IsEmptyOfNothing) {
  EXPECT_THAT(TableOf(Atlas()).columns, IsEmpty());
  EXPECT_THAT(TableOf(Atlas()).lines, IsEmpty());
}

}  // namespace
}  // namespace atomics_lab::atlas
