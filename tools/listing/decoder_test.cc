#include "tools/listing/decoder.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/listing/flow.h"

namespace atomics_lab::listing {
namespace {

using ::testing::ElementsAre;

// An instruction at 0x1000; one without a mnemonic if the bytes are none.
Decoded X86(const std::vector<std::uint8_t>& code) {
  return Decoder(Architecture::kX86_64)
      .Decode(code, /*address=*/0x1000)
      .value_or(Decoded());
}

Decoded AArch64(std::uint32_t word) {
  const std::vector<std::uint8_t> code = {
      static_cast<std::uint8_t>(word), static_cast<std::uint8_t>(word >> 8),
      static_cast<std::uint8_t>(word >> 16),
      static_cast<std::uint8_t>(word >> 24)};
  return Decoder(Architecture::kAArch64)
      .Decode(code, /*address=*/0x1000)
      .value_or(Decoded());
}

TEST(DecoderTest, PrefixesBelongToTheMnemonic) {
  // lock xadd qword ptr [rdi + rsi*4 + 8], rax, and a byte beyond it.
  const auto decoded = X86({0xf0, 0x48, 0x0f, 0xc1, 0x44, 0xb7, 0x08, 0x90});
  const Instruction& instruction = decoded.instruction;
  EXPECT_EQ(instruction.mnemonic, "lock xadd");
  EXPECT_EQ(instruction.operand_text, "qword ptr [rdi + rsi*4 + 8], rax");
  EXPECT_EQ(instruction.address, 0x1000u);
  EXPECT_THAT(instruction.bytes,
              ElementsAre(0xf0, 0x48, 0x0f, 0xc1, 0x44, 0xb7, 0x08));
  ASSERT_EQ(instruction.operands.size(), 2u);
  EXPECT_EQ(instruction.operands[0].kind, Operand::Kind::kMemory);
  EXPECT_EQ(instruction.operands[0].base, "rdi");
  EXPECT_EQ(instruction.operands[0].index, "rsi");
  EXPECT_EQ(instruction.operands[0].scale, 4);
  EXPECT_EQ(instruction.operands[0].displacement, 8);
  EXPECT_EQ(instruction.operands[1].reg, "rax");
}

TEST(DecoderTest, SegmentsAreKept) {
  // mov rax, qword ptr fs:[0x28]
  const auto decoded =
      X86({0x64, 0x48, 0x8b, 0x04, 0x25, 0x28, 0x00, 0x00, 0x00});
  EXPECT_EQ(decoded.instruction.operands.at(1).segment, "fs");
  EXPECT_EQ(decoded.instruction.operands.at(1).base, "");
}

TEST(DecoderTest, BranchesAndCallsSayWhereTheyGo) {
  const auto jump = X86({0x75, 0xfe});  // jne to itself
  EXPECT_EQ(jump.branch_target, 0x1000u);
  EXPECT_EQ(jump.flow, Flow::kBranch);
  const auto call = X86({0xe8, 0x00, 0x00, 0x00, 0x00});
  EXPECT_EQ(call.branch_target, 0x1005u);
  EXPECT_EQ(call.flow, Flow::kCall);
  const auto indirect = X86({0xff, 0xe0});  // jmp rax
  EXPECT_EQ(indirect.branch_target, std::nullopt);

  EXPECT_EQ(AArch64(0x14000001).branch_target, 0x1004u);  // b
  EXPECT_EQ(AArch64(0x54ffffe1).branch_target, 0x0ffcu);  // b.ne
  EXPECT_EQ(AArch64(0xb5000040).branch_target, 0x1008u);  // cbnz
  EXPECT_EQ(AArch64(0x37180040).branch_target, 0x1008u);  // tbnz
  EXPECT_EQ(AArch64(0x14000001).flow, Flow::kJump);
  EXPECT_EQ(AArch64(0x94000001).flow, Flow::kCall);            // bl
  EXPECT_EQ(AArch64(0xd63f0000).branch_target, std::nullopt);  // blr
}

TEST(DecoderTest, PcRelativeOperandsSayWhatTheyPointTo) {
  // mov rax, qword ptr [rip + 0x10]
  const auto load = X86({0x48, 0x8b, 0x05, 0x10, 0x00, 0x00, 0x00});
  EXPECT_EQ(load.data_address, 0x1017u);
  EXPECT_EQ(load.instruction.operands.at(1).base, "rip");
  EXPECT_EQ(AArch64(0xb0000000).data_address, 0x2000u);  // adrp
  EXPECT_EQ(AArch64(0x10000040).data_address, 0x1008u);  // adr
}

TEST(DecoderTest, LoadOfALiteralIsALoadFromMemory) {
  const auto load = AArch64(0x58000040);  // ldr x0, 0x1008
  EXPECT_EQ(load.data_address, 0x1008u);
  EXPECT_EQ(load.branch_target, std::nullopt);
  const Operand& memory = load.instruction.operands.at(1);
  EXPECT_EQ(memory.kind, Operand::Kind::kMemory);
  EXPECT_EQ(memory.base, "pc");
  EXPECT_EQ(memory.displacement, 8);
  EXPECT_TRUE(memory.reads);
}

TEST(DecoderTest, ShiftedImmediatesAndIndicesHaveTheirValue) {
  // add x0, x1, #3, lsl #12
  EXPECT_EQ(AArch64(0x91400c20).instruction.operands.at(2).immediate, 0x3000);
  // ldr x0, [x1, x2, lsl #3]
  EXPECT_EQ(AArch64(0xf8627820).instruction.operands.at(1).scale, 8);
}

const Operand& MemoryOf(const Decoded& decoded) {
  return decoded.instruction.operands.back();
}

TEST(DecoderTest, AccessesHaveAWidth) {
  // lock cmpxchg byte ptr [rdi], cl; lea rax, [rdi]
  EXPECT_EQ(X86({0xf0, 0x0f, 0xb0, 0x0f}).instruction.operands[0].bits, 8);
  EXPECT_EQ(X86({0x48, 0x8d, 0x07}).instruction.operands[1].bits, 0);
  EXPECT_EQ(MemoryOf(AArch64(0x88027c20)).bits, 32);   // stxr w2, w0, [x1]
  EXPECT_EQ(MemoryOf(AArch64(0x48027c20)).bits, 16);   // stxrh w2, w0, [x1]
  EXPECT_EQ(MemoryOf(AArch64(0xc87f0440)).bits, 128);  // ldxp x0, x1, [x2]
  EXPECT_EQ(MemoryOf(AArch64(0xb9800020)).bits, 32);   // ldrsw x0, [x1]
  EXPECT_EQ(MemoryOf(AArch64(0x38e00041)).bits, 8);    // ldaddalb w0, w1, [x2]
  EXPECT_EQ(MemoryOf(AArch64(0x3dc00020)).bits, 128);  // ldr q0, [x1]
  EXPECT_EQ(MemoryOf(AArch64(0xf9800020)).bits, 0);    // prfm pldl1keep, [x1]
}

TEST(DecoderTest, WriteBackSaysWhen) {
  const Operand before = MemoryOf(AArch64(0xf8408c01));  // ldr x1, [x0, #8]!
  EXPECT_EQ(before.write_back, WriteBack::kBefore);
  const Operand after = MemoryOf(AArch64(0xf8408401));  // ldr x1, [x0], #8
  EXPECT_EQ(after.write_back, WriteBack::kAfter);
  EXPECT_EQ(after.displacement, 8);
  EXPECT_EQ(MemoryOf(AArch64(0xf9400401)).write_back, WriteBack::kNone);
}

TEST(DecoderTest, ModifiersAreKept) {
  // add x0, x1, w2, sxtw #2
  const Decoded add = AArch64(0x8b22c820);
  const Modifier& modifier = add.instruction.operands[2].modifier;
  EXPECT_EQ(modifier.kind, Modifier::Kind::kSigned);
  EXPECT_EQ(modifier.from_bits, 32);
  EXPECT_EQ(modifier.amount, 2);
}

TEST(DecoderTest, TheFrameAndLinkRegistersHaveNumbers) {
  const Decoded store = AArch64(0xa9bf7bfd);  // stp x29, x30, [sp, #-16]!
  EXPECT_EQ(store.instruction.operands[0].reg, "x29");
  EXPECT_EQ(store.instruction.operands[1].reg, "x30");
}

TEST(DecoderTest, RegistersThatNobodyNamesAreNamed) {
  // lock cmpxchg qword ptr [rdi], rcx
  const auto exchange = X86({0xf0, 0x48, 0x0f, 0xb1, 0x0f}).instruction;
  EXPECT_THAT(exchange.implicit_reads, ElementsAre("rax"));
  EXPECT_THAT(exchange.implicit_writes, ElementsAre("rax", "rflags"));
  EXPECT_THAT(AArch64(0x94000000).instruction.implicit_writes,
              ElementsAre("x30"));  // bl
  EXPECT_THAT(AArch64(0xd65f03c0).instruction.implicit_reads,
              ElementsAre("x30"));  // ret
  EXPECT_THAT(AArch64(0xeb01001f).instruction.implicit_writes,
              ElementsAre("nzcv"));  // cmp x0, x1
}

TEST(DecoderTest, KnowsTheAtomicsUpToArmv84) {
  EXPECT_EQ(AArch64(0xf8e00041).instruction.mnemonic, "ldaddal");
  EXPECT_EQ(AArch64(0xf8bfc020).instruction.mnemonic, "ldapr");
  EXPECT_EQ(AArch64(0xd9408020).instruction.mnemonic, "ldapur");
  EXPECT_EQ(AArch64(0xd9008020).instruction.mnemonic, "stlur");
}

TEST(DecoderTest, RefusesWhatIsNoInstruction) {
  const Decoder x86(Architecture::kX86_64);
  const std::vector<std::uint8_t> push_es = {0x06};  // not in 64-bit mode
  const std::vector<std::uint8_t> only_prefixes = {0xf0, 0x48};
  const std::vector<std::uint8_t> undefined = {0xff, 0xff, 0xff, 0xff};
  EXPECT_FALSE(x86.Decode(push_es, 0).has_value());
  EXPECT_FALSE(x86.Decode(only_prefixes, 0).has_value());
  EXPECT_FALSE(x86.Decode({}, 0).has_value());
  EXPECT_FALSE(
      Decoder(Architecture::kAArch64).Decode(undefined, 0).has_value());
}

TEST(DecodeDataTest, TakesWordsThenBytes) {
  const std::vector<std::uint8_t> code = {1, 2, 3, 4, 5};
  const Decoded word = DecodeData(code, 0x10);
  EXPECT_EQ(word.instruction.mnemonic, ".word");
  EXPECT_EQ(word.instruction.operand_text, "0x04030201");
  EXPECT_EQ(word.instruction.bytes.size(), 4u);
  const Decoded byte = DecodeData(elf::Bytes(code).subspan(4), 0x14);
  EXPECT_EQ(byte.instruction.mnemonic, ".byte");
  EXPECT_EQ(byte.instruction.operand_text, "0x05");
  EXPECT_EQ(byte.instruction.address, 0x14u);
}

TEST(DecoderTest, UnknownCodeIsAWordOnAArch64AndAByteElsewhere) {
  // smstart sm, of the Scalable Matrix Extension.
  const std::vector<std::uint8_t> code = {0x7f, 0x43, 0x03, 0xd5, 0xc0};
  const Decoded word = DecodeUnknown(Architecture::kAArch64, code, 0x1000);
  EXPECT_EQ(word.instruction.mnemonic, ".inst");
  EXPECT_EQ(word.instruction.operand_text, "0xd503437f");
  EXPECT_EQ(word.instruction.bytes.size(), 4u);
  EXPECT_TRUE(word.instruction.unknown);
  const Decoded byte = DecodeUnknown(Architecture::kX86_64, code, 0x1000);
  EXPECT_EQ(byte.instruction.mnemonic, ".byte");
  EXPECT_EQ(byte.instruction.operand_text, "0x7f");
  EXPECT_EQ(byte.instruction.bytes.size(), 1u);
  EXPECT_TRUE(byte.instruction.unknown);
}

}  // namespace
}  // namespace atomics_lab::listing
