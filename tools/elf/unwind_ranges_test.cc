#include "tools/elf/unwind_ranges.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/fixtures.h"
#include "tools/elf/symbol_table.h"

namespace atomics_lab::elf {
namespace {

class UnwindRangesTest : public testing::TestWithParam<const char*> {};

TEST_P(UnwindRangesTest, FunctionsWithSymbolsHaveTheSameRanges) {
  const std::vector<std::uint8_t> bytes = FixtureBytes(GetParam());
  const ElfImage image = ElfImage::Parse(bytes, "fixture").value();
  const SymbolTable symbols(image);
  const std::vector<AddressRange> ranges = UnwindRanges(image);
  std::size_t found = 0;
  for (const Symbol& symbol : symbols.functions()) {
    found +=
        std::find(ranges.begin(), ranges.end(),
                  AddressRange{symbol.address, symbol.address + symbol.size}) !=
        ranges.end();
  }
  EXPECT_GT(found, 5u);
}

TEST_P(UnwindRangesTest, DamagedTablesGiveRangesInOrder) {
  const std::vector<std::uint8_t> sound = FixtureBytes(GetParam());
  const ElfImage image = ElfImage::Parse(sound, "fixture").value();
  for (const char* name : {".eh_frame_hdr", ".eh_frame"}) {
    const auto index = image.FindSection(name);
    ASSERT_TRUE(index.has_value());
    const Section& section = image.sections()[index.value_or(0)];
    for (std::uint64_t i = 0; i < section.size; ++i) {
      std::vector<std::uint8_t> bytes = sound;
      bytes[section.offset + i] ^= 0x81;
      const ElfImage damaged = ElfImage::Parse(bytes, "fixture").value();
      std::uint64_t end = 0;
      for (const AddressRange& range : UnwindRanges(damaged)) {
        ASSERT_LE(end, range.begin);
        ASSERT_LT(range.begin, range.end);
        end = range.end;
      }
    }
  }
}

TEST(UnwindRangesOfObjectsTest, AreNone) {
  const std::vector<std::uint8_t> bytes = FixtureBytes("x86_64-gcc.o");
  EXPECT_TRUE(UnwindRanges(ElfImage::Parse(bytes, "fixture").value()).empty());
}

INSTANTIATE_TEST_SUITE_P(Fixtures, UnwindRangesTest,
                         testing::Values("x86_64.so", "aarch64_outline.so"));

}  // namespace
}  // namespace atomics_lab::elf
