#include "tools/isa/x86_64_lower.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "tools/isa/execute.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/x86_64_registers.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using Kind = MicroOp::Kind;

listing::Instruction Decoded(const std::vector<std::uint8_t>& bytes) {
  const listing::Decoder decoder(listing::Architecture::kX86_64);
  return decoder.Decode(bytes, 0x1000)->instruction;
}

absl::StatusOr<std::vector<MicroOp>> LowerBytes(
    const std::vector<std::uint8_t>& bytes) {
  return LowerX86(Decoded(bytes), {});
}

bool Refuses(const std::vector<std::uint8_t>& bytes) {
  return absl::IsUnimplemented(LowerBytes(bytes).status());
}

// Executes the instruction with memory that holds `word` everywhere; where
// control goes.
std::optional<std::uint64_t> After(const std::vector<std::uint8_t>& bytes,
                                   MachineState& state,
                                   std::uint64_t word = 0) {
  state.read = [word](std::uint64_t, int size) {
    return size == 8 ? word : word & ((std::uint64_t{1} << 8 * size) - 1);
  };
  if (!state.write) state.write = [](std::uint64_t, int, std::uint64_t) {};
  const auto operations = LowerBytes(bytes);
  EXPECT_TRUE(operations.ok()) << operations.status();
  return operations.ok() ? Execute(*operations, state) : std::nullopt;
}

// What is not computation.
std::vector<MicroOp> Visible(const std::vector<std::uint8_t>& bytes) {
  std::vector<MicroOp> visible;
  const auto operations = LowerBytes(bytes);
  EXPECT_TRUE(operations.ok()) << operations.status();
  if (!operations.ok()) return visible;
  for (const MicroOp& op : *operations) {
    if (op.kind != Kind::kCompute) visible.push_back(op);
  }
  return visible;
}

void ExpectLoadAndStore(const std::vector<std::uint8_t>& bytes,
                        Atomicity atomicity) {
  const std::vector<MicroOp> visible = Visible(bytes);
  ASSERT_EQ(visible.size(), 2U);
  EXPECT_EQ(visible[0].kind, Kind::kLoad);
  EXPECT_EQ(visible[1].kind, Kind::kStore);
  EXPECT_EQ(visible[0].a, visible[1].a);
  EXPECT_EQ(visible[0].atomicity, atomicity);
  EXPECT_EQ(visible[1].atomicity, atomicity);
}

TEST(X86LowerTest, AnUnlockedIncrementIsALoadAndAStore) {
  ExpectLoadAndStore({0x48, 0xFF, 0x07}, Atomicity::kNone);
}

TEST(X86LowerTest, OtherUnlockedUpdatesAreALoadAndAStore) {
  for (const std::vector<std::uint8_t>& bytes :
       {std::vector<std::uint8_t>{0x48, 0x01, 0x07},  // add [rdi], rax
        {0x48, 0x0F, 0xC1, 0x07},                     // xadd [rdi], rax
        {0x48, 0x0F, 0xB1, 0x0F},                     // cmpxchg [rdi], rcx
        {0x48, 0x0F, 0xAB, 0x07},                     // bts [rdi], rax
        {0x48, 0xC1, 0x27, 0x03},                     // shl [rdi], 3
        {0x48, 0x0F, 0xC7, 0x0F},                     // cmpxchg16b [rdi]
        {0x48, 0x0F, 0xA5, 0x07}}) {                  // shld [rdi], rax, cl
    ExpectLoadAndStore(bytes, Atomicity::kNone);
  }
}

TEST(X86LowerTest, LockedInstructionsAreAtomic) {
  for (const std::vector<std::uint8_t>& bytes :
       {std::vector<std::uint8_t>{0xF0, 0x48, 0x01, 0x07},  // add [rdi], rax
        {0xF0, 0x48, 0xFF, 0x0F},                           // dec [rdi]
        {0xF0, 0x48, 0xF7, 0x1F},                           // neg [rdi]
        {0xF0, 0x48, 0x0F, 0xC1, 0x07},                     // xadd [rdi], rax
        {0xF0, 0x48, 0x0F, 0xB1, 0x0F},        // cmpxchg [rdi], rcx
        {0xF0, 0x48, 0x0F, 0xAB, 0x07},        // bts [rdi], rax
        {0xF0, 0x48, 0x0F, 0xBA, 0x37, 0x03},  // btr [rdi], 3
        {0xF0, 0x0F, 0xC7, 0x0F},              // cmpxchg8b [rdi]
        {0xF0, 0x48, 0x0F, 0xC7, 0x0F}}) {     // cmpxchg16b [rdi]
    ExpectLoadAndStore(bytes, Atomicity::kReadModifyWrite);
  }
}

TEST(X86LowerTest, ALockedPairIsOneAccessOfAllItsBytes) {
  for (const MicroOp& op : Visible({0xF0, 0x48, 0x0F, 0xC7, 0x0F})) {
    EXPECT_EQ(op.size, 16);
  }
}

TEST(X86LowerTest, AVectorRegisterIsTwoAccesses) {
  const std::vector<MicroOp> load = Visible({0x0F, 0x28, 0x07});
  ASSERT_EQ(load.size(), 2U);  // movaps xmm0, [rdi]
  for (const MicroOp& op : load) EXPECT_EQ(op.size, 8);
}

TEST(X86LowerTest, ALockThatProcessorsRefuseIsRefused) {
  EXPECT_FALSE(Refuses({0xF0, 0x48, 0x01, 0x07}));  // lock add [rdi], rax
  listing::Instruction move = Decoded({0x48, 0x89, 0x07});
  move.mnemonic = "lock mov";
  EXPECT_FALSE(LowerX86(move, {}).ok());
  listing::Instruction sum = Decoded({0x48, 0x01, 0xC1});  // add rcx, rax
  sum.mnemonic = "lock add";
  EXPECT_FALSE(LowerX86(sum, {}).ok());
}

TEST(X86LowerTest, AnExchangeWithMemoryIsAtomicWithoutThePrefix) {
  ExpectLoadAndStore({0x48, 0x87, 0x07}, Atomicity::kReadModifyWrite);
}

TEST(X86LowerTest, ACallPushesAndAReturnPops) {
  const std::vector<MicroOp> call = Visible({0xE8, 0, 1, 0, 0});
  ASSERT_EQ(call.size(), 2U);
  EXPECT_EQ(call[0].kind, Kind::kStore);
  EXPECT_EQ(call[0].b, Source::Of(std::uint64_t{0x1005}));
  EXPECT_EQ(call[1].kind, Kind::kCall);
  EXPECT_EQ(call[1].target, 0x1105U);
  const std::vector<MicroOp> ret = Visible({0xC3});
  ASSERT_EQ(ret.size(), 2U);
  EXPECT_EQ(ret[0].kind, Kind::kLoad);
  EXPECT_EQ(ret[1].kind, Kind::kReturn);
}

TEST(X86LowerTest, ALinkedCallGoesWhereItSaysThoughItNamesASymbol) {
  const listing::Decoder decoder(listing::Architecture::kX86_64);
  listing::Instruction call =
      decoder.Decode({0xE8, 0, 1, 0, 0}, 0x1000)->instruction;
  call.target.emplace();
  const auto linked = LowerX86(call, {});
  ASSERT_TRUE(linked.ok()) << linked.status();
  EXPECT_EQ(linked->back().target, 0x1105U);
  call.relocated = true;
  const auto unlinked = LowerX86(call, {});
  ASSERT_TRUE(unlinked.ok()) << unlinked.status();
  EXPECT_EQ(unlinked->back().target, 0U);
}

// The emulator that the lowering is held against gets these wrong; they are as
// the manual has them, and as an AMD EPYC does them.
TEST(X86LowerTest, ARegisterThatIsNotWrittenKeepsItsUpperHalf) {
  constexpr std::uint64_t kHeld = 0x1111'1111'0000'0005;
  MachineState equal;
  equal.registers[kRax] = kHeld;
  After({0x0F, 0xB1, 0x0F}, equal, 5);  // cmpxchg dword ptr [rdi], ecx
  EXPECT_EQ(equal.registers[kZf], 1U);
  EXPECT_EQ(equal.registers[kRax], kHeld);

  MachineState differs;
  differs.registers[kRdx] = kHeld;
  differs.registers[kRax] = 0x2222'2222'0000'0006;
  After({0x0F, 0xB1, 0xCA}, differs);  // cmpxchg edx, ecx
  EXPECT_EQ(differs.registers[kZf], 0U);
  EXPECT_EQ(differs.registers[kRdx], kHeld);
  EXPECT_EQ(differs.registers[kRax], 5U);

  MachineState scan;
  scan.registers[kRdx] = kHeld;
  After({0x0F, 0xBC, 0xD1}, scan);  // bsf edx, ecx
  EXPECT_EQ(scan.registers[kZf], 1U);
  EXPECT_EQ(scan.registers[kRdx], kHeld);
}

TEST(X86LowerTest, TheFlagsOfALockedNegationAreThoseOfItsResult) {
  MachineState state;
  After({0xF0, 0xF6, 0x1F}, state, 5);  // lock neg byte ptr [rdi]
  EXPECT_EQ(state.registers[kSf], 1U);
  EXPECT_EQ(state.registers[kPf], 0U);
  EXPECT_EQ(state.registers[kCf], 1U);
}

TEST(X86LowerTest, AShiftOverTwoRegistersCountsItsAddressFromItsEnd) {
  // shrd qword ptr [rip + 0x10], rax, 12
  const std::vector<MicroOp> visible =
      Visible({0x48, 0x0F, 0xAC, 0x05, 0x10, 0, 0, 0, 12});
  ASSERT_EQ(visible.size(), 2U);
  EXPECT_EQ(visible[0].a, Source::Of(std::uint64_t{0x1019}));
}

TEST(X86LowerTest, APopToTheStackIsAddressedFromWhereTheStackThenEnds) {
  MachineState state;
  state.registers[kRsp] = 0x100;
  std::uint64_t written = 0;
  state.write = [&](std::uint64_t address, int, std::uint64_t) {
    written = address;
  };
  After({0x8F, 0x44, 0x24, 0x10}, state);  // pop qword ptr [rsp + 0x10]
  EXPECT_EQ(written, 0x118U);
}

TEST(X86LowerTest, ADivisionByZeroEndsTheProgram) {
  MachineState fault;
  EXPECT_EQ(After({0x48, 0xF7, 0xF1}, fault), kTrapped);  // div rcx
  MachineState state;
  state.registers[kRax] = 7;
  state.registers[kRcx] = 2;
  EXPECT_EQ(After({0x48, 0xF7, 0xF1}, state), 0x1003U);
  EXPECT_EQ(state.registers[kRax], 3U);
  EXPECT_EQ(state.registers[kRdx], 1U);
}

TEST(X86LowerTest, InvalidOpcodesAndHaltsEndTheProgram) {
  for (const std::vector<std::uint8_t>& bytes :
       {std::vector<std::uint8_t>{0x0F, 0x0B},  // ud2
        {0x67, 0x0F, 0xB9, 0x40, 0x01},         // ud1 eax, [eax + 1]
        {0xF4},                                 // hlt
        {0xCC}}) {                              // int3
    const std::vector<MicroOp> visible = Visible(bytes);
    ASSERT_EQ(visible.size(), 1U);
    EXPECT_EQ(visible[0].kind, Kind::kTrap);
  }
}

TEST(X86LowerTest, AnAddressThatALinkerHasStillToWriteIsThePlaces) {
  const listing::Instruction load =
      Decoded({0x48, 0x8B, 0x05, 0, 0, 0, 0});  // mov rax, [rip]
  const auto direct = LowerX86(load, {.reference = 0x5000});
  ASSERT_TRUE(direct.ok()) << direct.status();
  EXPECT_EQ(direct->front().a, Source::Of(std::uint64_t{0x5000}));
  const auto address =
      LowerX86(load, {.reference = 0x5000, .through_got = true});
  ASSERT_TRUE(address.ok()) << address.status();
  ASSERT_EQ(address->size(), 1U);
  EXPECT_EQ(address->front().kind, Kind::kCompute);
  EXPECT_EQ(address->front().a, Source::Of(std::uint64_t{0x5000}));
  const listing::Instruction indexed = Decoded({0x48, 0x8B, 0x07});
  EXPECT_FALSE(LowerX86(indexed, {.reference = 0x5000}).ok());
}

TEST(X86LowerTest, RefusesWhatItWouldHaveToGuess) {
  EXPECT_TRUE(Refuses({0x65, 0x48, 0x8B, 0x07}));  // gs
  EXPECT_TRUE(Refuses({0x67, 0x48, 0x8B, 0x07}));  // mov rax, [edi]
  EXPECT_TRUE(Refuses({0x64, 0x48, 0x8D, 0x07}));  // lea of fs
  EXPECT_TRUE(Refuses({0x66, 0x0F, 0xA5, 0xC8}));  // shld ax, cx, cl
  EXPECT_TRUE(Refuses({0x66, 0xE8, 0, 0, 0, 0}));  // call of 16 bits
  EXPECT_TRUE(Refuses({0x66, 0x6A, 0x01}));        // push of 16 bits
  EXPECT_TRUE(Refuses({0xFF, 0xD0}));              // call rax
  EXPECT_TRUE(Refuses({0xFF, 0xE0}));              // jmp rax
  EXPECT_TRUE(Refuses({0xF3, 0xA4}));              // rep movsb
  EXPECT_TRUE(Refuses({0xA5}));                    // movsd
  EXPECT_TRUE(Refuses({0xF2, 0x0F, 0x58, 0xC1}));  // addsd
}

TEST(X86LowerTest, WhatItDoesNotKnowIsAnErrorThatNamesIt) {
  const auto cpuid = LowerBytes({0x0F, 0xA2});
  EXPECT_EQ(cpuid.status().code(), absl::StatusCode::kUnimplemented);
  EXPECT_EQ(cpuid.status().message(), "no lowering for `cpuid` at 0x1000");
  EXPECT_EQ(LowerBytes({0xFF, 0xE0}).status().message(),
            "no lowering for `jmp rax` at 0x1000");
}

}  // namespace
}  // namespace atomics_lab::isa
