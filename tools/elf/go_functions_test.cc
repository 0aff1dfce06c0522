#include "tools/elf/go_functions.h"

#include <elf.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tools/elf/byte_writer.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/symbol_table.h"

namespace atomics_lab::elf {
namespace {

using Raw = std::vector<std::uint8_t>;
using Strings = std::vector<std::string>;

constexpr std::uint64_t kText = 0x1000;
constexpr std::uint64_t kTextSize = 0x40;
constexpr std::uint64_t kTable = 0x2000;
constexpr std::uint32_t kGo116 = 0xFFFFFFFA;
constexpr std::uint32_t kGo118 = 0xFFFFFFF0;
constexpr std::uint32_t kGo120 = 0xFFFFFFF1;

// main.a at 0x1000, 0x10 bytes, and main.b from there to 0x1030. `text` is what
// the table says of where the code begins, in layouts that do.
Raw Table(std::uint32_t magic, std::uint64_t text) {
  const bool old = magic == kGo116;
  const std::size_t width = old ? 8 : 4;
  const std::uint64_t base = old ? kText : 0;
  const std::uint64_t names = old ? 64 : 72;
  ByteWriter out;
  out.Number(4, magic).Number(2, 0).Number(1, 1).Number(1, 8);
  out.Number(8, 2).Number(8, 0);
  if (!old) out.Number(8, text);
  out.Number(8, names).Number(8, 0).Number(8, 0).Number(8, 0);
  out.Number(8, names + 16);
  out.String("main.a").String("main.b").Number(2, 0);
  const std::uint64_t details = 5 * width;
  out.Number(width, base).Number(width, details);
  out.Number(width, base + 0x10).Number(width, details + width + 4);
  out.Number(width, base + 0x30);
  out.Number(width, base).Number(4, 0);
  out.Number(width, base + 0x10).Number(4, 7);
  return out.bytes();
}

struct Header {
  std::uint32_t name = 0;
  std::uint32_t type = SHT_NULL;
  std::uint64_t flags = 0;
  std::uint64_t address = 0;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

void Add(const Header& header, ByteWriter& out) {
  out.Number(4, header.name).Number(4, header.type).Number(8, header.flags);
  out.Number(8, header.address).Number(8, header.offset);
  out.Number(8, header.size).Number(8, 0).Number(8, 8).Number(8, 0);
}

// A linked program with that table, and with a relocation that says where its
// code begins.
Raw Program(const Raw& table, bool relocated = false) {
  ByteWriter names;
  names.String("").String(".text").String(".gopclntab").String(".rela.dyn");
  ByteWriter relocation;
  relocation.Number(8, kTable + 24).Number(8, R_X86_64_RELATIVE);
  relocation.Number(8, kText);
  const std::size_t text_at = sizeof(Elf64_Ehdr);
  const std::size_t table_at = text_at + kTextSize;
  const std::size_t relocation_at = table_at + table.size();
  const std::size_t names_at = relocation_at + sizeof(Elf64_Rela);
  ByteWriter out;
  out.Raw({0x7F, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB, EV_CURRENT});
  out.Number(1, 0).Number(8, 0).Number(2, ET_EXEC).Number(2, EM_X86_64);
  out.Number(4, EV_CURRENT).Number(8, 0).Number(8, 0);
  out.Number(8, names_at + names.bytes().size());
  out.Number(4, 0).Number(2, sizeof(Elf64_Ehdr)).Number(2, 0).Number(2, 0);
  out.Number(2, sizeof(Elf64_Shdr)).Number(2, 5).Number(2, 4);
  out.Raw(Raw(kTextSize, 0x90)).Raw(table);
  out.Raw(relocated ? relocation.bytes() : Raw(sizeof(Elf64_Rela), 0));
  out.Raw(names.bytes());
  Add({}, out);
  Add({.name = 1,
       .type = SHT_PROGBITS,
       .flags = SHF_ALLOC | SHF_EXECINSTR,
       .address = kText,
       .offset = text_at,
       .size = kTextSize},
      out);
  Add({.name = 7,
       .type = SHT_PROGBITS,
       .flags = SHF_ALLOC,
       .address = kTable,
       .offset = table_at,
       .size = table.size()},
      out);
  Add({.name = 18,
       .type = SHT_RELA,
       .offset = relocation_at,
       .size = sizeof(Elf64_Rela)},
      out);
  Add({.type = SHT_STRTAB, .offset = names_at, .size = names.bytes().size()},
      out);
  return out.bytes();
}

// "name begin end", as they are found and as symbols.
Strings FunctionsOf(const Raw& program) {
  const ElfImage image = ElfImage::Parse(program, "program").value();
  Strings functions;
  for (const GoFunction& function : GoFunctions(image)) {
    functions.push_back(absl::StrCat(function.name, " ",
                                     absl::Hex(function.address), " ",
                                     absl::Hex(function.size)));
  }
  return functions;
}

const Strings& Both() {
  static const auto& both = *new Strings{"main.a 1000 10", "main.b 1010 20"};
  return both;
}

TEST(GoFunctionsTest, EveryLayoutIsRead) {
  for (const std::uint32_t magic : {kGo116, kGo118, kGo120}) {
    EXPECT_EQ(FunctionsOf(Program(Table(magic, kText))), Both()) << magic;
  }
}

TEST(GoFunctionsTest, ARelocationSaysWhereCodeBegins) {
  EXPECT_EQ(FunctionsOf(Program(Table(kGo120, 0), /*relocated=*/true)), Both());
  EXPECT_EQ(FunctionsOf(Program(Table(kGo120, 0))), Strings{});
}

TEST(GoFunctionsTest, AnotherLayoutIsNotGuessed) {
  EXPECT_EQ(FunctionsOf(Program(Table(0xFFFFFFFB, kText))), Strings{});
  Raw table = Table(kGo120, kText);
  table[7] = 4;  // bytes of a pointer
  EXPECT_EQ(FunctionsOf(Program(table)), Strings{});
}

TEST(GoFunctionsTest, WhatIsOutsideOfTheCodeEndsIt) {
  EXPECT_EQ(FunctionsOf(Program(Table(kGo120, kText + 0x20))),
            Strings{"main.a 1020 10"});
  EXPECT_EQ(FunctionsOf(Program(Table(kGo120, 0x9000))), Strings{});
}

TEST(GoFunctionsTest, TheyAreSymbolsOfAProgramThatHasNone) {
  const Raw program = Program(Table(kGo120, kText));
  const ElfImage image = ElfImage::Parse(program, "program").value();
  const SymbolTable symbols(image);
  ASSERT_EQ(symbols.functions().size(), 2U);
  const Place place = symbols.Covering(1, kText + 0x12);
  ASSERT_NE(place.symbol, nullptr);
  EXPECT_EQ(place.symbol->name, "main.b");
  EXPECT_EQ(place.offset, 2U);
}

// Whatever the bytes are: only functions within the code, in order.
void ExpectOrder(const Raw& program) {
  const ElfImage image = ElfImage::Parse(program, "program").value();
  std::uint64_t end = kText;
  for (const GoFunction& function : GoFunctions(image)) {
    ASSERT_GE(function.address, end);
    ASSERT_GT(function.size, 0U);
    end = function.address + function.size;
  }
  EXPECT_LE(end, kText + kTextSize);
}

TEST(GoFunctionsTest, DamageIsSurvived) {
  for (const std::uint32_t magic : {kGo116, kGo118, kGo120}) {
    const Raw sound = Table(magic, kText);
    for (std::size_t i = 0; i < sound.size(); ++i) {
      for (const std::uint8_t flip : {0x01, 0x80, 0xFF}) {
        Raw table = sound;
        table[i] ^= flip;
        ExpectOrder(Program(table));
      }
      ExpectOrder(Program(
          Raw(sound.begin(), sound.begin() + static_cast<std::ptrdiff_t>(i))));
    }
  }
}

}  // namespace
}  // namespace atomics_lab::elf
