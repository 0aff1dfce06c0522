// Promises that cannot be read, and what is said of them.
#include <cstddef>
#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/asmcheck/parse.h"

namespace atomics_lab::asmcheck {
namespace {

using testing::Each;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

// What is wrong with a text that holds one promise; it must be one line.
std::string ComplaintOf(std::string_view text, Layout layout) {
  const ParsedPromises parsed = ParsePromises(text, "a.h", layout);
  EXPECT_THAT(parsed.promises, IsEmpty()) << text;
  EXPECT_THAT(parsed.unreadable, SizeIs(1)) << text;
  const std::string line =
      parsed.unreadable.empty() ? "" : parsed.unreadable.front();
  EXPECT_FALSE(absl::StrContains(line, "\n")) << text;
  return line;
}

// What is wrong with one promise, with its place.
std::string Complaint(std::string_view promise) {
  std::string line =
      ComplaintOf(absl::StrCat("\n// ASM ", promise), Layout::kComments);
  EXPECT_TRUE(absl::StartsWith(line, "a.h:2: ")) << line;
  return line;
}

TEST(ParseTest, WhatWasMeantAsAPromiseIsAnError) {
  for (const char* text : {"// asm F x86_64: lock", "// Asm F x86_64: lock",
                           "// ASM: F x86_64: lock", "// ASM:F x86_64: lock",
                           "f();  // asm F x86_64: lock"}) {
    EXPECT_TRUE(absl::StartsWith(ComplaintOf(text, Layout::kComments),
                                 "a.h:1: a promise begins with the word ASM"))
        << text;
  }
}

TEST(ParseTest, AClauseThatIsNotIndentedIsAnError) {
  for (const char* text : {"// ASM F x86_64: lock;\n// never call\n",
                           "// ASM F x86_64: lock\n// aarch64: ldxr…stxr\n",
                           "// ASM F x86_64: lock\n// never call; ret\n",
                           "// ASM F x86_64: lock;\n// and some words\n",
                           "// ASM F x86_64: lock, \n// some words\n",
                           "ASM F x86_64: lock;\nnever call\n"}) {
    const Layout layout =
        absl::StartsWith(text, "//") ? Layout::kComments : Layout::kPlain;
    EXPECT_TRUE(
        absl::StrContains(ComplaintOf(text, layout),
                          "a.h:2: a promise goes on only in lines that are"))
        << text;
  }
}

TEST(ParseTest, ComplaintsSayWhatWouldBeRight) {
  const struct {
    const char* promise;
    const char* complaint;
  } kCases[] = {
      {"F x86_64: lokc", "unknown word 'lokc': neither an opcode of x86_64"},
      {"F x86_64: ldadd", "unknown word 'ldadd'"},
      {"F aarch64: lock ldadd", "unknown word 'lock'"},
      {"F x86_64, aarch64: lock ldadd", "unknown word 'lock ldadd'"},
      {"F vax: lock", "no target 'vax'; the targets are: x86_64-gcc"},
      {"F lock", "names its targets first"},
      {"F", "names its targets first"},
      {"operator int lock", "names its targets first"},
      {"F lock; x86_64: ret", "names its targets first"},
      {"F x86_64 aarch64: ret", "'F x86_64' is no function's name"},
      {"F(int x86_64: ret", "'F(int' is no function's name"},
      {"x86_64: ret", "a function or its targets are missing"},
      {"F: ret", "a function or its targets are missing"},
      {"F x86_64: never call f ret", "'f ret' is no name of a called"},
      {"F x86_64: never call f at 0x20", "'f at 0x20' is no name of a called"},
      {"F x86_64:", "a clause is empty"},
      {"F x86_64: lock; aarch64:", "a clause is empty"},
      {"F x86_64: never", "unknown word 'never'"},
      {"F x86_64: never lock,", "is missing"},
      {"F x86_64: lock…", "is missing"},
      {"F x86_64: lock next", "is missing"},
      {"F x86_64: next lock", "is missing"},
      {"F x86_64: never lock next ret", "unknown word 'next'"},
      {"F x86_64: at most x loads", "a number is missing"},
      {"F x86_64: at most 3", "is missing"},
      {"F x86_64: exactly 1 loop", "loops cannot be counted"},
      {"F x86_64: loop", "'loop' goes after"},
      {"F x86_64: only loop", "'loop' goes after"},
      {"F x86_64: never instructions", "'instructions' after a number"},
  };
  for (const auto& [promise, complaint] : kCases) {
    EXPECT_TRUE(absl::StrContains(Complaint(promise), complaint))
        << promise << " gives: " << Complaint(promise);
  }
}

TEST(ParseTest, SurvivesAnyBytes) {
  const std::string whole =
      "// ASM Add x86_64-gcc, aarch64*: lock|ldxr…stxr loop; at most 3 loads\n"
      "//     never call a::b, fence\n";
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (const char byte : {'\0', ';', ':', ',', '|', '*', '\n', '\xff'}) {
      std::string changed = whole;
      changed[i] = byte;
      for (const std::string& text : {changed, changed.substr(0, i + 1)}) {
        const ParsedPromises parsed =
            ParsePromises(text, "a.h", Layout::kPlain);
        EXPECT_THAT(parsed.unreadable, Each(StartsWith("a.h:")));
      }
    }
  }
}

}  // namespace
}  // namespace atomics_lab::asmcheck
