#include "tools/elf/symbol_table.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <vector>

#include "gtest/gtest.h"
#include "tools/elf/fixtures.h"

namespace atomics_lab::elf {
namespace {

// A fixture's symbols, with all they stand on.
class SymbolsOf {
 public:
  explicit SymbolsOf(std::string_view fixture)
      : bytes_(FixtureBytes(fixture)),
        image_(ElfImage::Parse(bytes_, "fixture").value()),
        table_(image_) {}

  const SymbolTable& table() const { return table_; }
  const ElfImage& image() const { return image_; }

  // The function of that mangled name. Requires: there is one.
  const Symbol& Function(std::string_view name) const {
    const auto& functions = table_.functions();
    return *std::find_if(functions.begin(), functions.end(),
                         [&](const Symbol& s) { return s.name == name; });
  }

 private:
  std::vector<std::uint8_t> bytes_;
  ElfImage image_;
  SymbolTable table_;
};

TEST(SymbolTableTest, ListsFunctionsInOrderAndOnce) {
  for (std::string_view fixture : {"x86_64-gcc.o", "aarch64_outline.so"}) {
    const SymbolsOf symbols(fixture);
    const auto& functions = symbols.table().functions();
    ASSERT_FALSE(functions.empty());
    for (std::size_t i = 1; i < functions.size(); ++i) {
      const Symbol& a = functions[i - 1];
      const Symbol& b = functions[i];
      EXPECT_LT(std::tie(a.section, a.address, a.name),
                std::tie(b.section, b.address, b.name));
    }
  }
}

TEST(SymbolTableTest, LeavesOutDataAndMappingSymbols) {
  const SymbolsOf symbols("aarch64-gcc.o");
  for (const Symbol& function : symbols.table().functions()) {
    EXPECT_NE(function.name.substr(0, 1), "$");
    EXPECT_NE(function.name, "_ZN7fixture7counterE");
  }
}

TEST(SymbolTableTest, ExtendsFunctionsWithoutASize) {
  const SymbolsOf symbols("aarch64-gcc.o");
  // ldr, ret and the literal, up to the next label.
  EXPECT_EQ(symbols.Function("sizeless").size, 16u);
  const SymbolsOf clang("x86_64-clang.o");
  EXPECT_EQ(clang.Function("sizeless").size, 1u);
}

TEST(SymbolTableTest, NamesWhatCoversAnAddress) {
  const SymbolsOf symbols("x86_64-gcc.o");
  const Symbol& function = symbols.Function("_ZN7fixture5SplitEPm");
  const auto covering = [&](std::uint64_t address) {
    return symbols.table().Covering(function.section, address);
  };
  ASSERT_NE(covering(function.address + 3).symbol, nullptr);
  EXPECT_EQ(covering(function.address + 3).symbol->name, function.name);
  EXPECT_EQ(covering(function.address + 3).offset, 3u);
  EXPECT_EQ(covering(~std::uint64_t{0}).symbol, nullptr);
  EXPECT_EQ(symbols.table().Covering(9'999, 0).symbol, nullptr);
}

TEST(SymbolTableTest, KnowsDataAmongCode) {
  const SymbolsOf symbols("aarch64-clang.o");
  const Symbol& function = symbols.Function("sizeless");
  const auto is_data = [&](std::uint64_t offset) {
    return symbols.table().IsData(function.section, function.address + offset);
  };
  EXPECT_FALSE(is_data(4));
  EXPECT_TRUE(is_data(8));
  EXPECT_TRUE(is_data(12));
  EXPECT_FALSE(is_data(16));
}

TEST(SymbolTableTest, KeepsTheOrderOfTheFile) {
  const SymbolsOf symbols("aarch64_outline.so");
  // Entry 0 of every symbol table is the undefined symbol without a name.
  ASSERT_FALSE(symbols.table().linking().empty());
  EXPECT_EQ(symbols.table().linking()[0].name, "");
  ASSERT_FALSE(symbols.table().dynamic().empty());
  EXPECT_EQ(symbols.table().dynamic()[0].section, 0u);
}

}  // namespace
}  // namespace atomics_lab::elf
