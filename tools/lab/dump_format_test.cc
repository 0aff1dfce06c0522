#include "tools/lab/dump_format.h"

#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/result.h"

namespace atomics_lab::lab {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Every name that a file can choose holds commands for a terminal: a title, the
// bell, a line that looks like our own.
std::vector<result::Function> Hostile(const std::string& file) {
  const std::string name = "f\x1b]0;owned\a\n  = plain";
  return {{.operation = name,
           .symbol = name,
           .form = name,
           .instructions = {{.address = 0,
                             .bytes = "e9",
                             .mnemonic = "jmp",
                             .operands = name,
                             .target = name,
                             .file = file,
                             .line = 1}}}};
}

void ExpectHarmless(const std::string& text) {
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\a")));
  EXPECT_THAT(text, Not(HasSubstr("\n  = plain")));
  EXPECT_THAT(text, HasSubstr("owned"));
}

TEST(DumpFormatTest, NamesCannotCommandATerminal) {
  ExpectHarmless(DumpText(Hostile("a\x1b[2J\a.cc")));
  ExpectHarmless(DumpMarkdown(Hostile("a\x1b[2J\a.cc")));
}

TEST(DumpFormatTest, QuotedSourceCannotCommandATerminal) {
  const std::string path = testing::TempDir() + "/dump_format_test.cc";
  std::ofstream(path) << "int x;\x1b[31m // red\a\n";
  ExpectHarmless(DumpText(Hostile(path)));
  EXPECT_THAT(DumpText(Hostile(path)), HasSubstr("// red"));
}

result::Instruction At(std::vector<result::Frame> frames) {
  return {.bytes = "90",
          .mnemonic = "nop",
          .role = "other",
          .file = frames.back().file,
          .line = frames.back().line,
          .frames = frames.size() > 1 ? frames : std::vector<result::Frame>()};
}

TEST(DumpFormatTest, TheFunctionsOwnLineStandsBeforeTheInlinedOnes) {
  const result::Frame own = {.file = "/no/a.cc", .line = 3};
  const result::Frame outer = {
      .file = "/no/b.h", .line = 5, .function = "Outer"};
  const result::Frame inner = {
      .file = "/no/c.h", .line = 7, .function = "Inner"};
  const std::string nop = "         0:  90                     nop\n";
  EXPECT_EQ(
      DumpText(
          {{.symbol = "f",
            .form = "nop",
            .instructions = {At({own, outer, inner}), At({own, outer, inner}),
                             At({own, outer}), At({own}), At({own, inner})}}}),
      "f\n  = nop\n"
      "/no/a.cc:3\n⟵ /no/b.h:5 in Outer\n  ⟵ /no/c.h:7 in Inner\n" +
          nop + nop + "⟵ /no/b.h:5 in Outer\n" + nop + "/no/a.cc:3\n" + nop +
          "⟵ /no/c.h:7 in Inner\n" + nop);
}

TEST(DumpFormatTest, InlinedNamesCannotCommandATerminal) {
  const std::string name = "owned\x1b[2J\a\n  = plain";
  const std::vector<result::Function> functions = {
      {.instructions = {At({{.file = name, .line = 1},
                            {.file = name, .line = 2, .function = name}})}}};
  ExpectHarmless(DumpText(functions));
  ExpectHarmless(DumpMarkdown(functions));
}

}  // namespace
}  // namespace atomics_lab::lab
