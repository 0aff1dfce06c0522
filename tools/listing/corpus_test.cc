// Every input of corpus/ is survived, and so are the fixtures.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tools/elf/fixtures.h"
#include "tools/listing/read_everything.h"

namespace atomics_lab::listing {
namespace {

std::vector<std::uint8_t> ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(CorpusTest, EveryHostileInputIsSurvived) {
  const std::filesystem::path folder =
      std::filesystem::path(elf::FixturePath("../../listing/corpus"));
  std::size_t inputs = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    SCOPED_TRACE(entry.path().string());
    ReadEverything(ReadFile(entry.path()));
    ++inputs;
  }
  EXPECT_GE(inputs, 10u);
}

TEST(CorpusTest, FixturesAreReadWhole) {
  for (const char* fixture :
       {"x86_64-gcc.o", "x86_64-clang.o", "aarch64-gcc.o", "aarch64-clang.o",
        "aarch64_outline.so", "x86_64.so"}) {
    const ReadCounts counts = ReadEverything(elf::FixtureBytes(fixture));
    EXPECT_GT(counts.functions, 15u) << fixture;
    EXPECT_EQ(counts.disassembled, counts.functions) << fixture;
  }
}

TEST(CorpusTest, CompressedFixturesAreReadWhole) {
  const std::filesystem::path folder(elf::FixturePath("compressed"));
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    SCOPED_TRACE(entry.path().string());
    const ReadCounts counts = ReadEverything(ReadFile(entry.path()));
    EXPECT_GT(counts.functions, 15u);
    EXPECT_EQ(counts.disassembled, counts.functions);
    EXPECT_GT(counts.sources, 0u);
  }
}

}  // namespace
}  // namespace atomics_lab::listing
