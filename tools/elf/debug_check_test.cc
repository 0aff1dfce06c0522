#include "tools/elf/debug_check.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "tools/elf/byte_writer.h"

namespace atomics_lab::elf {
namespace {

using Raw = std::vector<std::uint8_t>;

// Attributes and forms of the abbreviations below.
constexpr std::uint8_t kLowPc = 0x11;
constexpr std::uint8_t kRanges = 0x55;
constexpr std::uint8_t kDwoName = 0x76;
constexpr std::uint8_t kAddr = 0x01;
constexpr std::uint8_t kString = 0x08;
constexpr std::uint8_t kSecOffset = 0x17;
constexpr std::uint8_t kCompileUnit = 0x11;
// Types of units.
constexpr std::uint8_t kSkeleton = 4;
constexpr std::uint8_t kSplitCompile = 5;

// An abbreviation table with one entry, number 1.
Raw Abbreviation(std::uint8_t attribute, std::uint8_t form) {
  return {1, kCompileUnit, 0, attribute, form, 0, 0, 0};
}

// A unit of version 4 whose first entry is `entry`.
Raw Unit(const Raw& entry) {
  ByteWriter unit;
  unit.Number(2, 4).Number(4, 0).Number(1, 8).Raw(entry);
  return ByteWriter().Sized(unit).bytes();
}

Raw Repeated(const Raw& part, int times) {
  ByteWriter all;
  for (int i = 0; i < times; ++i) all.Raw(part);
  return all.bytes();
}

bool IsSafe(const DebugSections& sections) {
  return DebugSectionsAreSafe(
      sections, sections.info.size() + sections.abbreviations.size() +
                    sections.ranges.size() + sections.range_lists.size());
}

TEST(DebugSectionsAreSafeTest, TakesAPlainUnit) {
  const Raw abbreviations = Abbreviation(kLowPc, kAddr);
  const Raw info = Unit({1, 0, 0, 0, 0, 0, 0, 0, 0});
  EXPECT_TRUE(IsSafe({.info = info, .abbreviations = abbreviations}));
}

TEST(DebugSectionsAreSafeTest, RefusesUnitsThatShareALongTable) {
  ByteWriter table;
  for (int i = 0; i < 5'000; ++i) table.Raw({2, kCompileUnit, 0, 0, 0});
  table.Raw(Abbreviation(kLowPc, kAddr));
  const Raw unit = Unit({1, 0, 0, 0, 0, 0, 0, 0, 0});
  EXPECT_TRUE(IsSafe({.info = unit, .abbreviations = table.bytes()}));
  const Raw many = Repeated(unit, 500);
  EXPECT_FALSE(IsSafe({.info = many, .abbreviations = table.bytes()}));
}

TEST(DebugSectionsAreSafeTest, RefusesUnitsThatShareALongRangeList) {
  const Raw abbreviations = Abbreviation(kRanges, kSecOffset);
  ByteWriter ranges;
  for (int i = 1; i < 1'000; ++i) ranges.Number(8, i).Number(8, i + 1);
  ranges.Number(8, 0).Number(8, 0);
  const Raw unit = Unit({1, 0, 0, 0, 0});
  EXPECT_TRUE(IsSafe({.info = unit,
                      .abbreviations = abbreviations,
                      .ranges = ranges.bytes()}));
  const Raw many = Repeated(unit, 1'000);
  EXPECT_FALSE(IsSafe({.info = many,
                       .abbreviations = abbreviations,
                       .ranges = ranges.bytes()}));
}

TEST(DebugSectionsAreSafeTest, RefusesARangeListWithoutAnEnd) {
  const Raw abbreviations = Abbreviation(kRanges, kSecOffset);
  const Raw ranges(64, 1);
  const Raw info = Unit({1, 0, 0, 0, 0});
  EXPECT_FALSE(
      IsSafe({.info = info, .abbreviations = abbreviations, .ranges = ranges}));
}

// A unit of version 5 and some type, with the number that joins a skeleton and
// its contents.
Raw UnitWithId(std::uint8_t type, const Raw& entry) {
  ByteWriter unit;
  unit.Number(2, 5).Number(1, type).Number(1, 8).Number(4, 0);
  unit.Number(8, 0x1234).Raw(entry);
  return ByteWriter().Sized(unit).bytes();
}

TEST(DebugSectionsAreSafeTest, TakesUnitsWhoseRestLiesInOtherFiles) {
  const Raw abbreviations = Abbreviation(kDwoName, kString);
  const Raw older = Unit({1, 'x', 0});
  EXPECT_TRUE(IsSafe({.info = older, .abbreviations = abbreviations}));
  const Raw skeleton = UnitWithId(kSkeleton, {1, 'x', 0});
  EXPECT_TRUE(IsSafe({.info = skeleton, .abbreviations = abbreviations}));
  for (std::size_t size = 1; size < skeleton.size(); ++size) {
    const Raw cut(skeleton.data(), skeleton.data() + size);
    EXPECT_FALSE(IsSafe({.info = cut, .abbreviations = abbreviations})) << size;
  }
}

TEST(DebugSectionsAreSafeTest, RefusesTheRestOfAUnitOfAnotherFile) {
  const Raw abbreviations = Abbreviation(kDwoName, kString);
  const Raw rest = UnitWithId(kSplitCompile, {1, 'x', 0});
  EXPECT_FALSE(IsSafe({.info = rest, .abbreviations = abbreviations}));
}

TEST(DebugSectionsAreSafeTest, RefusesUnknownFormsAndMissingAbbreviations) {
  const Raw unknown = Abbreviation(kLowPc, 0x7f);
  const Raw info = Unit({1, 0, 0, 0, 0, 0, 0, 0, 0});
  EXPECT_FALSE(IsSafe({.info = info, .abbreviations = unknown}));
  EXPECT_FALSE(IsSafe({.info = info, .abbreviations = {}}));
}

TEST(DebugSectionsAreSafeTest, RefusesEveryTruncation) {
  const Raw abbreviations = Abbreviation(kLowPc, kAddr);
  const Raw info = Unit({1, 0, 0, 0, 0, 0, 0, 0, 0});
  for (std::size_t size = 1; size < info.size(); ++size) {
    const Raw cut(info.data(), info.data() + size);
    EXPECT_FALSE(IsSafe({.info = cut, .abbreviations = abbreviations})) << size;
  }
}

}  // namespace
}  // namespace atomics_lab::elf
