#include "tools/elf/byte_cursor.h"

#include <cstdint>
#include <vector>

#include "gtest/gtest.h"

namespace atomics_lab::elf {
namespace {

TEST(ByteCursorTest, ReadsLittleEndianNumbers) {
  const std::vector<std::uint8_t> bytes = {0x01, 0x02, 0x03, 0x04, 0xff};
  ByteCursor cursor(bytes);
  EXPECT_EQ(cursor.Unsigned(4), 0x04030201u);
  EXPECT_EQ(cursor.Unsigned(1), 0xffu);
  EXPECT_TRUE(cursor.AtEnd());
  EXPECT_TRUE(cursor.ok());
}

TEST(ByteCursorTest, FailsAtTheEndInsteadOfReadingPastIt) {
  const std::vector<std::uint8_t> bytes = {1, 2, 3};
  ByteCursor cursor(bytes);
  EXPECT_EQ(cursor.Unsigned(8), 0u);
  EXPECT_FALSE(cursor.ok());
  EXPECT_TRUE(cursor.AtEnd());
}

// The examples of DWARF 5, section 7.6, tables 7.7 and 7.8.
TEST(ByteCursorTest, ReadsLeb128AsTheStandardShowsIt) {
  const std::vector<std::uint8_t> bytes = {0x80 + 57, 100, 0x7e, 0xff, 0x7e};
  ByteCursor cursor(bytes);
  EXPECT_EQ(cursor.Uleb128(), 12857u);
  EXPECT_EQ(cursor.Sleb128(), -2);
  EXPECT_EQ(cursor.Sleb128(), -129);
  EXPECT_TRUE(cursor.ok());
}

TEST(ByteCursorTest, EndlessLeb128Ends) {
  const std::vector<std::uint8_t> bytes(100, 0xff);
  ByteCursor cursor(bytes);
  cursor.Uleb128();
  EXPECT_FALSE(cursor.ok());
}

TEST(ByteCursorTest, StringWithoutNulFails) {
  const std::vector<std::uint8_t> bytes = {'a', 0, 'b'};
  ByteCursor cursor(bytes);
  EXPECT_EQ(cursor.String(), "a");
  EXPECT_EQ(cursor.String(), "");
  EXPECT_FALSE(cursor.ok());
}

TEST(ByteCursorTest, SkipOfAnyLengthStaysInside) {
  const std::vector<std::uint8_t> bytes = {1, 2};
  ByteCursor cursor(bytes);
  cursor.Skip(~std::uint64_t{0});
  EXPECT_FALSE(cursor.ok());
  EXPECT_FALSE(ByteCursor(bytes, 3).ok());
  EXPECT_TRUE(ByteCursor(bytes, 2).ok());
}

TEST(ByteCursorTest, TakenBytesEndWhereTheyWereCut) {
  const std::vector<std::uint8_t> bytes = {1, 2, 3};
  ByteCursor cursor(bytes);
  ByteCursor part = cursor.Take(2);
  EXPECT_EQ(part.Unsigned(2), 0x0201u);
  EXPECT_TRUE(part.AtEnd());
  EXPECT_EQ(cursor.Unsigned(1), 3u);
}

TEST(StringAtTest, IsEmptyOutsideTheTable) {
  const std::vector<std::uint8_t> table = {0, 'x', 0, 'y'};
  EXPECT_EQ(StringAt(table, 1), "x");
  EXPECT_EQ(StringAt(table, 3), "");
  EXPECT_EQ(StringAt(table, 4), "");
  EXPECT_EQ(StringAt(table, ~std::uint64_t{0}), "");
}

}  // namespace
}  // namespace atomics_lab::elf
