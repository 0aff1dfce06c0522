#include "tools/report/litmus_matrix.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/report/sheet.h"
#include "tools/result/litmus_matrix.h"

namespace atomics_lab::report {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

using enum result::LitmusVerdict;

result::LitmusCell Cell(const std::string& target, bool reached) {
  return {.target = target,
          .model = "armv8",
          .reached = reached,
          .outcomes = reached ? std::vector<result::LitmusOutcome>{{0}, {10}}
                              : std::vector<result::LitmusOutcome>{{0}}};
}

result::LitmusMatrix Sample() {
  return {
      .targets = {"aarch64-gcc", "aarch64-clang", "x86_64-gcc"},
      .tests = {{.name = "Mp",
                 .question = "can the flag arrive first?",
                 .observed = {"P1"},
                 .asked = {10}}},
      .rows = {
          {.test = "Mp",
           .order = "Relaxed",
           .cpp = kAllows,
           .cells = {Cell("aarch64-gcc", true), Cell("aarch64-clang", true),
                     Cell("x86_64-gcc", false)}},
          {.test = "Mp",
           .order = "SeqCst",
           .cpp = kForbids,
           .cells = {Cell("aarch64-gcc", false), Cell("aarch64-clang", false),
                     Cell("x86_64-gcc", false)}}}};
}

std::string TextOf(const result::LitmusMatrix& matrix) {
  return SheetText(LitmusSheets(matrix).front());
}

TEST(LitmusSheets, HaveALineForEachOrderAndAColumnForEachLevel) {
  EXPECT_THAT(TextOf(Sample()),
              AllOf(HasSubstr("Mp: can the flag arrive first?\n"),
                    HasSubstr("seen: it can end at P1=10\n"),
                    ContainsRegex("order +C\\+\\+ +aarch64 +x86_64\n"),
                    ContainsRegex("Relaxed +allows +seen +–\n"),
                    ContainsRegex("SeqCst +forbids +– +–\n"),
                    Not(HasSubstr("BROKEN"))));
}

TEST(LitmusSheets, NameTheCompilersWhereTheyDiffer) {
  result::LitmusMatrix matrix = Sample();
  matrix.rows[0].cells[1] = Cell("aarch64-clang", false);
  EXPECT_THAT(TextOf(matrix), HasSubstr("gcc seen, clang –"));
}

TEST(LitmusSheets, SayWhatBreaksCpp) {
  result::LitmusMatrix matrix = Sample();
  EXPECT_TRUE(result::KeepsCpp(matrix));
  matrix.rows[1].cells[2] = Cell("x86_64-gcc", true);
  EXPECT_FALSE(result::KeepsCpp(matrix));
  EXPECT_THAT(
      TextOf(matrix),
      HasSubstr("BROKEN: SeqCst on x86_64-gcc does what C++ forbids.\n"));
}

TEST(LitmusSheets, SayWhyACellWasNotExplored) {
  result::LitmusMatrix matrix = Sample();
  matrix.rows[0].cells[2] = {.target = "x86_64-gcc", .not_explored = "why"};
  EXPECT_FALSE(result::KeepsCpp(matrix));
  EXPECT_THAT(TextOf(matrix),
              AllOf(ContainsRegex("Relaxed +allows +seen +\\?\n"),
                    HasSubstr("Not explored: Relaxed on x86_64-gcc: why\n")));
}

TEST(LitmusSheets, ListAllOutcomesOfOneRow) {
  result::LitmusMatrix matrix = Sample();
  matrix.rows.pop_back();
  EXPECT_THAT(TextOf(matrix),
              AllOf(HasSubstr("aarch64-gcc, aarch64-clang: P1=0; P1=10 (!)\n"),
                    HasSubstr("x86_64-gcc: P1=0\n")));
}

TEST(LitmusMixSheet, APairThatWasNotLinkedKeepsNothing) {
  EXPECT_TRUE(result::KeepsCpp(std::vector<result::LitmusMix>{{}}));
  EXPECT_FALSE(result::KeepsCpp({{.not_linked = "why"}}));
  EXPECT_FALSE(result::KeepsCpp({{.cases = {{.not_explored = "why"}}}}));
}

TEST(LitmusMixSheet, TellsSafePairsFromOthers) {
  const std::vector<result::LitmusMix> mixes = {
      {.a = "a-gcc",
       .b = "a-clang",
       .cases = {{.test = "Mp", .order = "SeqCst", .threads = "ab"}}},
      {.a = "a-gcc",
       .b = "b-gcc",
       .cases =
           {{.test = "Mp", .order = "SeqCst", .threads = "ab"},
            {.test = "Sb", .order = "SeqCst", .threads = "ba", .reached = true},
            {.test = "Sb",
             .order = "SeqCst",
             .threads = "ab",
             .not_explored = "why"}}},
      {.a = "a-gcc", .b = "c-gcc", .not_linked = "no linker"}};
  EXPECT_FALSE(result::KeepsCpp(mixes));
  EXPECT_THAT(
      SheetText(LitmusMixSheet(mixes)),
      AllOf(ContainsRegex("a-gcc \\+ a-clang +1 +0 +safe\n"),
            ContainsRegex("a-gcc \\+ b-gcc +2 +1 +UNSAFE\n"),
            ContainsRegex("a-gcc \\+ c-gcc +0 +0 +not explored\n"),
            HasSubstr("UNSAFE: a-gcc + b-gcc: Sb SeqCst, threads ba"),
            HasSubstr("Not explored: a-gcc + b-gcc: Sb SeqCst, threads ab: "
                      "why\n"),
            HasSubstr("Not linked: a-gcc + c-gcc: no linker\n")));
}

}  // namespace
}  // namespace atomics_lab::report
