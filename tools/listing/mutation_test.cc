// Thousands of damaged copies of sound objects are survived. The damage is the
// same in every run: a fixed sequence, not chance.
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tools/elf/byte_cursor.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/fixtures.h"
#include "tools/listing/read_everything.h"

namespace atomics_lab::listing {
namespace {

using Raw = std::vector<std::uint8_t>;

class MutationTest : public testing::TestWithParam<const char*> {
 protected:
  std::size_t Below(std::size_t limit) { return random_() % limit; }

  // Where the section headers start: e_shoff.
  std::uint64_t SectionHeaders() const {
    return elf::ByteCursor(original_, 40).Unsigned(8);
  }

  Raw original_ = elf::FixtureBytes(GetParam());
  // A generator whose numbers the standard fixes.
  std::mt19937 random_{20260301};
};

TEST_P(MutationTest, FlippedBitsAreSurvived) {
  std::size_t changed = 0;
  const ReadCounts sound = ReadEverything(original_);
  for (int round = 0; round < 1500; ++round) {
    Raw bytes = original_;
    for (std::size_t flips = 1 + Below(8); flips > 0; --flips) {
      bytes[Below(bytes.size())] ^= static_cast<std::uint8_t>(1 << Below(8));
    }
    changed += ReadEverything(bytes).instructions != sound.instructions;
  }
  // Otherwise the damage would never have met anything that is read.
  EXPECT_GT(changed, 0u);
}

TEST_P(MutationTest, EveryTruncationIsSurvived) {
  constexpr std::size_t kStep = 37;
  for (std::size_t size = 0; size < original_.size(); size += kStep) {
    ReadEverything(Raw(original_.data(), original_.data() + size));
  }
}

// Numbers that overflow, wrap or reach just past an end.
TEST_P(MutationTest, AbsurdNumbersInHeadersAreSurvived) {
  constexpr std::uint64_t kNumbers[] = {0,
                                        1,
                                        0x7f,
                                        0xffff,
                                        0x10000,
                                        0x7fffffff,
                                        0xffffffff,
                                        0x7fffffffffffffff,
                                        0xffffffffffffffc0,
                                        0xffffffffffffffff};
  const std::uint64_t table = SectionHeaders();
  const auto put = [&](std::size_t offset, std::size_t width) {
    for (const std::uint64_t number : kNumbers) {
      Raw bytes = original_;
      for (std::size_t i = 0; i < width; ++i) {
        bytes[offset + i] = static_cast<std::uint8_t>(number >> (8 * i));
      }
      ReadEverything(bytes);
    }
  };
  for (std::size_t field = 16; field < 64; field += 2) put(field, 2);
  put(40, 8);  // e_shoff
  for (std::size_t at = table; at + 8 <= original_.size(); at += 8) put(at, 8);
}

TEST_P(MutationTest, DamagedDebugInformationIsSurvived) {
  std::vector<elf::Section> sections;
  {
    const elf::ElfImage image =
        elf::ElfImage::Parse(original_, "fixture").value();
    for (const elf::Section& section : image.sections()) {
      const std::string name(section.name);
      if (name.starts_with(".debug_") && section.size > 0) {
        sections.push_back(section);
      }
    }
  }
  ASSERT_FALSE(sections.empty());
  for (int round = 0; round < 1500; ++round) {
    Raw bytes = original_;
    const elf::Section& section = sections[Below(sections.size())];
    for (std::size_t hits = 1 + Below(4); hits > 0; --hits) {
      bytes[section.offset + Below(section.size)] =
          static_cast<std::uint8_t>(Below(256));
    }
    ReadEverything(bytes);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Fixtures, MutationTest,
    testing::Values("x86_64-gcc.o", "aarch64-clang.o",
                    "compressed/x86_64-zlib.so", "compressed/aarch64-zstd.exe",
                    "debug/split-clang.o", "debug/fat-lto-gcc.o",
                    "inlined/x86_64-gcc-4.o", "inlined/x86_64-clang-5.o"));

}  // namespace
}  // namespace atomics_lab::listing
