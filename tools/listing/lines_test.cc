#include "tools/elf/lines.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/elf/fixtures.h"
#include "tools/listing/fixtures.h"

namespace atomics_lab::listing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr std::string_view kObjects[] = {
    "x86_64-gcc.o",        "x86_64-clang.o",        "x86_64-gz.o",
    "aarch64-gcc.o",       "aarch64-clang.o",       "aarch64_lse-gcc.o",
    "aarch64_lse-clang.o", "aarch64_outline-gcc.o", "aarch64_outline-clang.o"};

std::set<int> LinesOf(const Function& function) {
  std::set<int> lines;
  for (const Instruction& instruction : function.instructions) {
    if (!instruction.origin.source.has_value()) continue;
    EXPECT_EQ(instruction.origin.source->file, "fixture.cc");
    lines.insert(instruction.origin.source->line);
  }
  return lines;
}

TEST(LinesTest, EveryCompilersLinesAreRead) {
  for (std::string_view object : kObjects) {
    const Function split = FixtureFunction(object, "fixture::Split");
    const std::set<int> lines = LinesOf(split);
    ASSERT_FALSE(lines.empty()) << object;
    // From the function's name to its closing brace.
    EXPECT_GE(*lines.begin(), 25) << object;
    EXPECT_LE(*lines.rbegin(), 28) << object;
    for (const Instruction& instruction : split.instructions) {
      if (instruction.mnemonic == "nop") continue;
      EXPECT_TRUE(instruction.origin.source.has_value()) << object;
    }
  }
}

TEST(LinesTest, EveryCompressionIsReadInEveryKindOfFile) {
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(elf::FixturePath("compressed"))) {
    const std::string name = entry.path().filename().string();
    SCOPED_TRACE(name);
    const std::set<int> lines =
        LinesOf(FixtureFunction("compressed/" + name, "fixture::Split"));
    EXPECT_TRUE(lines.contains(26));
    EXPECT_TRUE(lines.contains(27));
    ++files;
  }
  EXPECT_EQ(files, 33u);
}

TEST(LinesTest, LinesAreReadWhereOtherDebugInformationLiesElsewhere) {
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(elf::FixturePath("debug"))) {
    const std::string name = entry.path().filename().string();
    SCOPED_TRACE(name);
    const std::set<int> lines =
        LinesOf(FixtureFunction("debug/" + name, "fixture::Split"));
    EXPECT_TRUE(lines.contains(27));
    ++files;
  }
  EXPECT_EQ(files, 8u);
}

TEST(LinesTest, FunctionsOfOneObjectAreKeptApart) {
  for (std::string_view object : kObjects) {
    const std::set<int> a = LinesOf(FixtureFunction(object, "fixture::Fence"));
    const std::set<int> b = LinesOf(FixtureFunction(object, "fixture::Locked"));
    for (int line : a) EXPECT_FALSE(b.contains(line)) << object;
  }
}

TEST(LinesTest, TheProducerIsTheCompiler) {
  EXPECT_THAT(FixtureFunction("x86_64-gcc.o", "fixture::Split").producer,
              StartsWith("GNU C++17 16.2.0"));
  EXPECT_THAT(FixtureFunction("aarch64-clang.o", "fixture::Split").producer,
              HasSubstr("clang version 21"));
}

TEST(LinesTest, WithoutDebugInformationThereAreNone) {
  const Function function = FixtureFunction("x86_64.so", "fixture::Split");
  EXPECT_THAT(function.producer, IsEmpty());
  EXPECT_THAT(LinesOf(function), IsEmpty());
}

TEST(LinesTest, AssemblyWithoutLinesHasNone) {
  EXPECT_THAT(LinesOf(FixtureFunction("x86_64-gcc.o", "sizeless")), IsEmpty());
}

// Overwrites the start of a section of an object and disassembles from that.
Function WithDamage(std::string_view section, std::string_view damage) {
  static std::vector<std::uint8_t>& bytes = *new std::vector<std::uint8_t>;
  bytes = elf::FixtureBytes("x86_64-gcc.o");
  std::uint64_t offset = 0;
  {
    const elf::ElfImage image = elf::ElfImage::Parse(bytes, "a.o").value();
    offset = image.sections()[image.FindSection(section).value_or(0)].offset;
  }
  std::copy(damage.begin(), damage.end(),
            bytes.begin() + static_cast<std::ptrdiff_t>(offset));
  return Binary::Parse(bytes, "a.o")->Disassemble("fixture::Split").value();
}

TEST(LinesTest, DamagedDebugInformationLeavesTheInstructions) {
  for (std::string_view section : {".debug_line", ".debug_info"}) {
    const Function function = WithDamage(section, "\xff\xff\xff\x7f\xff\xff");
    EXPECT_FALSE(function.instructions.empty()) << section;
    EXPECT_THAT(LinesOf(function), IsEmpty()) << section;
  }
}

}  // namespace
}  // namespace atomics_lab::listing
