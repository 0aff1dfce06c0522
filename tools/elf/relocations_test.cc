#include "tools/elf/relocations.h"

#include <elf.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "tools/elf/fixtures.h"
#include "tools/elf/machine.h"

namespace atomics_lab::elf {
namespace {

TEST(RelocationsTest, ReadsThoseOfASectionByOffset) {
  const std::vector<std::uint8_t> bytes = FixtureBytes("aarch64-gcc.o");
  const ElfImage image = ElfImage::Parse(bytes, "a.o").value();
  const auto relocations =
      RelocationsFor(image, image.FindSection(".text").value_or(0));
  EXPECT_TRUE(std::is_sorted(relocations.begin(), relocations.end(),
                             [](const Relocation& a, const Relocation& b) {
                               return a.offset < b.offset;
                             }));
  const auto calls = std::count_if(
      relocations.begin(), relocations.end(),
      [](const Relocation& r) { return r.type == R_AARCH64_CALL26; });
  // Mutex::lock; unlock is a tail call.
  EXPECT_EQ(calls, 1);
}

TEST(RelocationsTest, SectionsWithoutAnyHaveNone) {
  const std::vector<std::uint8_t> bytes = FixtureBytes("aarch64-gcc.o");
  const ElfImage image = ElfImage::Parse(bytes, "a.o").value();
  EXPECT_TRUE(
      RelocationsFor(image, image.FindSection(".data").value_or(0)).empty());
  EXPECT_TRUE(RelocationsFor(image, 1'000'000).empty());
  EXPECT_TRUE(ReadRelocations(image, 1'000'000).empty());
}

TEST(RelocationsTest, KnowsWhichFieldsCountFromThemselves) {
  const Machine& x86 = MachineFor(Architecture::kX86_64);
  EXPECT_TRUE(x86.counts_from_itself(R_X86_64_PLT32));
  EXPECT_TRUE(x86.counts_from_itself(R_X86_64_REX_GOTPCRELX));
  EXPECT_FALSE(x86.counts_from_itself(R_X86_64_TPOFF32));
  EXPECT_FALSE(x86.counts_from_itself(R_X86_64_64));
}

}  // namespace
}  // namespace atomics_lab::elf
