#include "tools/text/printable.h"

#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace atomics_lab::text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Printable, KeepsTextOfAnyLanguage) {
  for (std::string_view text : {"lock add", "ldxr…stxr", "→ × ç", "λ 中 🙂"}) {
    EXPECT_EQ(Printable(text), text);
  }
}

TEST(Printable, TakesTheTeethOutOfTerminalCommands) {
  EXPECT_EQ(Printable("\x1b[31mred\a"), "�[31mred�");
  EXPECT_EQ(Printable("\xc2\x9b"
                      "31m"),
            "�31m")
      << "CSI as one character";
  EXPECT_EQ(Printable("\x7f"), "�");
  EXPECT_EQ(Printable(std::string_view("\0", 1)), "�");
}

TEST(Printable, IsOneLine) {
  EXPECT_EQ(Printable("a\nb\r\tc"), "a�b� c");
  EXPECT_EQ(Printable("a\u2028b"), "a�b");
}

TEST(Printable, ShowsInvisibleAndTurningCharacters) {
  EXPECT_EQ(Printable("a\u200b\u202e\u2066\ufeff"), "a����");
}

TEST(Printable, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(Printable("\xff"), "�");
  EXPECT_EQ(Printable("\x80x"), "�x") << "a continuation alone";
  EXPECT_EQ(Printable("\xc0\x80"), "��") << "overlong NUL";
  EXPECT_EQ(Printable("\xe0\x80\x80"), "���") << "overlong in three bytes";
  EXPECT_EQ(Printable("\xed\xa0\x80"), "���") << "a surrogate";
  EXPECT_EQ(Printable("\xf4\x90\x80\x80"), "����") << "beyond U+10FFFF";
  EXPECT_EQ(Printable("\xe2\x80"), "��") << "cut short";
}

TEST(PrintableLines, SplitsAtNewlinesOnly) {
  EXPECT_THAT(PrintableLines("a\r\nb\n\nc\n"), ElementsAre("a", "b", "", "c"));
  EXPECT_THAT(PrintableLines(""), IsEmpty());
  EXPECT_THAT(PrintableLines("\n"), IsEmpty());
}

TEST(DisplayWidth, CountsCodePoints) {
  EXPECT_EQ(DisplayWidth(""), 0U);
  EXPECT_EQ(DisplayWidth("ldxr…stxr → ×"), 13U);
}

TEST(Shorten, LeavesShortTextAlone) {
  EXPECT_EQ(Shorten("ab…d", 4), "ab…d");
  EXPECT_EQ(Shorten("", 1), "");
}

TEST(Shorten, CutsBetweenCharacters) {
  EXPECT_EQ(Shorten("abcde", 4), "abc…");
  EXPECT_EQ(Shorten("→→→→→", 3), "→→…");
  EXPECT_EQ(Shorten("→→", 1), "…");
  EXPECT_EQ(DisplayWidth(Shorten(std::string(10'000, 'x'), 40)), 40U);
}

TEST(Wrapped, BreaksLinesAtBlanks) {
  EXPECT_EQ(Wrapped("one two three", 8, "  "), "one two\n  three\n");
  EXPECT_EQ(Wrapped("one two", 7, "  "), "one two\n");
  EXPECT_EQ(Wrapped("", 7, "  "), "\n");
}

TEST(Wrapped, CountsColumnsAndNotBytes) {
  EXPECT_EQ(Wrapped("× × × ×", 7, ""), "× × × ×\n");
}

TEST(Wrapped, CutsAWordThatIsLongerThanALine) {
  EXPECT_EQ(Wrapped("a 1234567890 b", 8, "  "), "a\n  12345…\n  b\n");
}

}  // namespace
}  // namespace atomics_lab::text
