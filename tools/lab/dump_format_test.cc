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

// Every name that a file can choose commands a terminal: a title, the bell, a
// line that looks like our own.
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

}  // namespace
}  // namespace atomics_lab::lab
