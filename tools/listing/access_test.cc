#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tools/listing/decoder.h"

namespace atomics_lab::listing {
namespace {

// What becomes of the operands, one letter group each: "rw", "r", "w", "-".
std::string Access(Architecture architecture,
                   const std::vector<std::uint8_t>& code) {
  const std::optional<Decoded> decoded =
      Decoder(architecture).Decode(code, /*address=*/0);
  if (!decoded.has_value()) return "no instruction";
  std::string text = decoded->instruction.mnemonic + ":";
  for (const Operand& operand : decoded->instruction.operands) {
    text += operand.reads ? (operand.writes ? " rw" : " r")
                          : (operand.writes ? " w" : " -");
  }
  return text;
}

std::string X86(const std::vector<std::uint8_t>& code) {
  return Access(Architecture::kX86_64, code);
}

std::string AArch64(std::uint32_t word) {
  return Access(
      Architecture::kAArch64,
      {static_cast<std::uint8_t>(word), static_cast<std::uint8_t>(word >> 8),
       static_cast<std::uint8_t>(word >> 16),
       static_cast<std::uint8_t>(word >> 24)});
}

TEST(AccessTest, X86AtomicsReadAndWriteMemory) {
  EXPECT_EQ(X86({0xf0, 0x48, 0x0f, 0xc1, 0x07}), "lock xadd: rw rw");
  EXPECT_EQ(X86({0xf0, 0x48, 0x0f, 0xb1, 0x0f}), "lock cmpxchg: rw r");
  EXPECT_EQ(X86({0xf0, 0x48, 0x0f, 0xc7, 0x0f}), "lock cmpxchg16b: rw");
  EXPECT_EQ(X86({0x48, 0x0f, 0xb1, 0x0f}), "cmpxchg: rw r");
  EXPECT_EQ(X86({0x48, 0x87, 0x07}), "xchg: rw rw");
  EXPECT_EQ(X86({0xf0, 0x48, 0x83, 0x07, 0x01}), "lock add: rw r");
  EXPECT_EQ(X86({0xf0, 0x48, 0xff, 0x07}), "lock inc: rw");
}

TEST(AccessTest, X86StoresOnlyWrite) {
  EXPECT_EQ(X86({0x48, 0x89, 0x07}), "mov: w r");
  EXPECT_EQ(X86({0x0f, 0x11, 0x07}), "movups: w r");
  EXPECT_EQ(X86({0x66, 0x0f, 0xd6, 0x07}), "movq: w r");
  EXPECT_EQ(X86({0x48, 0x0f, 0xc3, 0x07}), "movnti: w r");
  EXPECT_EQ(X86({0x0f, 0x92, 0x07}), "setb: w");
  EXPECT_EQ(X86({0xdd, 0x1f}), "fstp: w");
}

TEST(AccessTest, X86LoadsAndComparisonsOnlyRead) {
  EXPECT_EQ(X86({0x48, 0x8b, 0x07}), "mov: w r");
  EXPECT_EQ(X86({0x48, 0x39, 0x07}), "cmp: r r");
  EXPECT_EQ(X86({0xf6, 0x07, 0x01}), "test: r r");
  EXPECT_EQ(X86({0x48, 0x85, 0x07}), "test: r r");
}

TEST(AccessTest, X86UpdatesInPlaceReadAndWrite) {
  EXPECT_EQ(X86({0x48, 0xff, 0x07}), "inc: rw");
  EXPECT_EQ(X86({0x48, 0xd3, 0x07}), "rol: rw r");
}

TEST(AccessTest, X86StringInstructionsKeepTheirSides) {
  EXPECT_EQ(X86({0x48, 0xa5}), "movsq: w r");
}

TEST(AccessTest, X86AddressesAloneAreNotAccessed) {
  EXPECT_EQ(X86({0x48, 0x8d, 0x07}), "lea: w -");
  EXPECT_EQ(X86({0x0f, 0x1f, 0x00}), "nop: -");
  EXPECT_EQ(X86({0x0f, 0x18, 0x0f}), "prefetcht0: -");
}

TEST(AccessTest, AArch64LoadsReadAndStoresWrite) {
  EXPECT_EQ(AArch64(0xf9400020), "ldr: w r");
  EXPECT_EQ(AArch64(0xf9000020), "str: r w");
  EXPECT_EQ(AArch64(0xa9bf7bfd), "stp: r r w");
  EXPECT_EQ(AArch64(0xc8dffc20), "ldar: w r");
  EXPECT_EQ(AArch64(0xc89ffc20), "stlr: r w");
  EXPECT_EQ(AArch64(0xc89f7c20), "stllr: r w");
  EXPECT_EQ(AArch64(0xc8df7c20), "ldlar: w r");
  EXPECT_EQ(AArch64(0x3d800000), "str: r w");
}

TEST(AccessTest, AArch64ExclusivesAreALoadAndAStore) {
  EXPECT_EQ(AArch64(0xc85f7c20), "ldxr: w r");
  EXPECT_EQ(AArch64(0xc8027c20), "stxr: w r w");
  EXPECT_EQ(AArch64(0xc8230440), "stxp: w r r w");
}

TEST(AccessTest, AArch64AtomicsReadAndWriteMemory) {
  EXPECT_EQ(AArch64(0xf8200041), "ldadd: r w rw");
  EXPECT_EQ(AArch64(0x38e00041), "ldaddalb: r w rw");
  EXPECT_EQ(AArch64(0xf820005f), "stadd: r rw");
  EXPECT_EQ(AArch64(0xf8205041), "ldsmin: r w rw");
  EXPECT_EQ(AArch64(0xf8208041), "swp: r w rw");
  EXPECT_EQ(AArch64(0xc8e0fc41), "casal: rw r rw");
  EXPECT_EQ(AArch64(0x48207c82), "casp: rw rw r r rw");
}

TEST(AccessTest, AArch64MovesWriteTheirFirstRegister) {
  EXPECT_EQ(AArch64(0x910003fd), "mov: w r");  // mov x29, sp
  EXPECT_EQ(AArch64(0xaa0003f3), "mov: w r");  // mov x19, x0
  EXPECT_EQ(AArch64(0xd2800020), "mov: w r");  // mov x0, #1
}

TEST(AccessTest, AArch64ComparisonsAndPrefetchesWriteNothing) {
  EXPECT_EQ(AArch64(0xeb01001f), "cmp: r r");
  EXPECT_EQ(AArch64(0xf9800000), "prfm: -");
}

}  // namespace
}  // namespace atomics_lab::listing
