#include "tools/isa/aarch64_lower.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/log/check.h"
#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "gtest/gtest.h"
#include "tools/isa/execute.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/place.h"
#include "tools/isa/register_file.h"
#include "tools/listing/listing.h"
#include "tools/listing/operand_text.h"

namespace atomics_lab::isa {
namespace {

using Kind = MicroOp::Kind;
using Operations = std::vector<MicroOp>;

constexpr std::uint64_t kAddress = 0x4000;

listing::Instruction Line(std::string_view mnemonic,
                          std::string_view operands) {
  listing::Instruction instruction;
  instruction.address = kAddress;
  instruction.mnemonic = std::string(mnemonic);
  instruction.operand_text = std::string(operands);
  instruction.operands = listing::AArch64Operands(operands).value_or(
      std::vector{listing::Operand{}});  // of no kind
  return instruction;
}

Operations Lowered(std::string_view mnemonic, std::string_view operands,
                   const Place& place = {}) {
  auto operations = LowerAArch64(Line(mnemonic, operands), place);
  CHECK_OK(operations);
  return *std::move(operations);
}

absl::Status Refusal(std::string_view mnemonic, std::string_view operands,
                     const Place& place = {}) {
  return LowerAArch64(Line(mnemonic, operands), place).status();
}

Operations Of(Kind kind, const Operations& operations) {
  Operations found;
  std::copy_if(operations.begin(), operations.end(), std::back_inserter(found),
               [kind](const MicroOp& op) { return op.kind == kind; });
  return found;
}

RegisterNumber Reg(std::string_view name) {
  return FindAArch64Register(name).value();
}

// What `reg` holds after the operations, when registers held 0.
std::uint64_t ValueOf(std::string_view reg, const Operations& operations) {
  MachineState state;
  Execute(operations, state);
  return state.registers[Reg(reg)];
}

struct Order {
  std::string_view mnemonic;
  Acquire acquire;
  bool release;
};

TEST(AArch64LowerTest, AtomicAddOrdersAsItsNameSays) {
  for (const Order& order : {Order{"ldadd", Acquire::kNone, false},
                             Order{"ldadda", Acquire::kAcquire, false},
                             Order{"ldaddl", Acquire::kNone, true},
                             Order{"ldaddalb", Acquire::kAcquire, true}}) {
    const Operations all = Lowered(order.mnemonic, "w1, w0, [x2]");
    const Operations loads = Of(Kind::kLoad, all);
    const Operations stores = Of(Kind::kStore, all);
    ASSERT_EQ(loads.size(), 1U);
    ASSERT_EQ(stores.size(), 1U);
    EXPECT_EQ(loads[0].acquire, order.acquire) << order.mnemonic;
    EXPECT_EQ(stores[0].release, order.release) << order.mnemonic;
    EXPECT_EQ(loads[0].atomicity, Atomicity::kReadModifyWrite);
    EXPECT_EQ(stores[0].atomicity, Atomicity::kReadModifyWrite);
    EXPECT_EQ(loads[0].a, stores[0].a);
    EXPECT_FALSE(loads[0].discarded);
  }
}

TEST(AArch64LowerTest, AnAtomicWhoseResultIsDroppedDoesNotAcquire) {
  for (const auto& [mnemonic, operands] :
       {std::pair{"stadd", "x1, [x2]"}, std::pair{"ldaddal", "x1, xzr, [x2]"},
        std::pair{"swpa", "x1, xzr, [x2]"}}) {
    const Operations loads = Of(Kind::kLoad, Lowered(mnemonic, operands));
    ASSERT_EQ(loads.size(), 1U);
    EXPECT_EQ(loads[0].acquire, Acquire::kNone) << mnemonic;
    EXPECT_TRUE(loads[0].discarded) << mnemonic;
  }
}

TEST(AArch64LowerTest, CompareAndSwapStoresOnACondition) {
  const Operations all = Lowered("casal", "x0, x1, [x2]");
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].kind, Kind::kLoad);
  EXPECT_EQ(all[0].acquire, Acquire::kAcquire);
  EXPECT_EQ(all[1].operation, Operation::kEqual);
  EXPECT_EQ(all[2].kind, Kind::kStore);
  EXPECT_TRUE(all[2].release);
  EXPECT_EQ(all[2].b, Source::Of(Reg("x1")));
  EXPECT_EQ(all[2].condition, Source::Of(all[1].result));
  EXPECT_EQ(all[3].result, Reg("x0"));
}

TEST(AArch64LowerTest, ExclusivesOrderAsTheirNamesSay) {
  const Operations load = Lowered("ldaxr", "x0, [x2]");
  ASSERT_EQ(load.size(), 1U);
  EXPECT_EQ(load[0].acquire, Acquire::kAcquire);
  EXPECT_EQ(load[0].atomicity, Atomicity::kExclusive);
  const Operations store = Lowered("stlxr", "w3, x0, [x2]");
  ASSERT_EQ(store.size(), 1U);
  EXPECT_TRUE(store[0].release);
  EXPECT_EQ(store[0].result, Reg("x3"));
  EXPECT_EQ(Lowered("clrex", "")[0].kind, Kind::kClearExclusive);
}

TEST(AArch64LowerTest, AcquirePcIsNotAcquire) {
  EXPECT_EQ(Lowered("ldapr", "x0, [x2]")[0].acquire, Acquire::kAcquirePc);
  EXPECT_EQ(Lowered("ldar", "x0, [x2]")[0].acquire, Acquire::kAcquire);
}

TEST(AArch64LowerTest, ADependencyThatChangesNoValueStays) {
  const Operations all = Lowered("eor", "w0, w1, w1");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].a, Source::Of(Reg("x1")));
  EXPECT_EQ(all[0].b, Source::Of(Reg("x1")));
}

TEST(AArch64LowerTest, WriteBackDependsOnTheBaseOnly) {
  const Operations all = Lowered("ldr", "x0, [x1], #8");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].result, Reg("x1"));
  EXPECT_EQ(all[1].a, Source::Of(Reg("x1")));
}

TEST(AArch64LowerTest, PairsAndVectorsAreAccessesOfEightBytes) {
  EXPECT_EQ(Of(Kind::kLoad, Lowered("ldp", "x0, x1, [x0]")).size(), 2U);
  EXPECT_EQ(Of(Kind::kStore, Lowered("str", "q0, [x0]")).size(), 2U);
  const Operations pair = Of(Kind::kLoad, Lowered("ldxp", "x0, x1, [x2]"));
  ASSERT_EQ(pair.size(), 1U);
  EXPECT_EQ(pair[0].size, 16);
  EXPECT_EQ(Lowered("ldxp", "w0, w1, [x2]")[0].size, 8);
}

TEST(AArch64LowerTest, AReferenceReplacesWhatTheObjectLacks) {
  const Place place = {.reference = 0x12345678};
  EXPECT_EQ(ValueOf("x0", Lowered("adrp", "x0, #0x4000", place)), 0x12345000U);
  EXPECT_EQ(ValueOf("x0", Lowered("add", "x0, x0, #0", place)), 0x678U);
  EXPECT_EQ(ValueOf("x0", Lowered("add", "x0, x0, #0, lsl #12", place)),
            0x345000U);
  EXPECT_EQ(Lowered("b", "#0x4000", place)[0].target, 0x12345678U);
}

TEST(AArch64LowerTest, TheGlobalOffsetTableIsNotRead) {
  const Place place = {.reference = 0x12345678, .through_got = true};
  const Operations all = Lowered("ldr", "x0, [x0]", place);
  EXPECT_TRUE(Of(Kind::kLoad, all).empty());
  EXPECT_EQ(ValueOf("x0", all), 0x12345678U);
  EXPECT_FALSE(Refusal("str", "x0, [x0]", place).ok());
}

TEST(AArch64LowerTest, AReferenceThatNobodyHeedsIsRefused) {
  EXPECT_TRUE(absl::IsUnimplemented(
      Refusal("movz", "x0, #0", {.reference = 0x12345678})));
}

// The emulator of the other test gets these wrong.
TEST(AArch64LowerTest, NarrowSignedExtremesCompareWithSign) {
  struct Case {
    std::string_view mnemonic;
    std::uint64_t held, given, stored;
  };
  for (const Case& c :
       {Case{"ldsmaxb", 0x80, 0x7f, 0x7f}, Case{"ldsminb", 0x80, 0x7f, 0x80},
        Case{"ldsmaxh", 0x8000, 1, 1},
        Case{"ldsmin", 0xffffffff, 0, 0xffffffff}}) {
    MachineState state;
    std::uint64_t stored = 0;
    state.registers[Reg("x1")] = c.given;
    state.read = [&](std::uint64_t, int) { return c.held; };
    state.write = [&](std::uint64_t, int, std::uint64_t value) {
      stored = value;
    };
    Execute(Lowered(c.mnemonic, "w1, w0, [x2]"), state);
    EXPECT_EQ(stored, c.stored) << c.mnemonic;
    EXPECT_EQ(state.registers[Reg("x0")], c.held) << c.mnemonic;
  }
}

TEST(AArch64LowerTest, WhatItDoesNotKnowItNames) {
  const absl::Status refusal = Refusal("fmadd", "d0, d1, d2, d3");
  EXPECT_TRUE(absl::IsUnimplemented(refusal));
  EXPECT_TRUE(
      absl::StrContains(refusal.message(), "`fmadd d0, d1, d2, d3` at 0x4000"));
}

TEST(AArch64LowerTest, RegisterJumpsAndOddOperandsAreRefused) {
  for (const auto& [mnemonic, operands] :
       {std::pair{"br", "x16"}, std::pair{"blr", "x8"}, std::pair{"ret", "x1"},
        std::pair{"dsb", "ishst"}, std::pair{"mrs", "x0, cntvct_el0"},
        std::pair{"ldr", "x1, [x1], #8"}, std::pair{"add", "x0, x1, x2 lsl"},
        std::pair{"ldr", "x0, [x1"}, std::pair{"stxr", "w0, x0, [x1]"}}) {
    EXPECT_TRUE(absl::IsUnimplemented(Refusal(mnemonic, operands)))
        << mnemonic << " " << operands;
  }
}

TEST(AArch64LowerTest, RegistersHaveOneNameEach) {
  for (const char* name :
       {"x0", "x30", "sp", "n", "v", "v0l", "v31h", "tpidr_el0"}) {
    EXPECT_EQ(AArch64RegisterName(Reg(name)), name);
  }
  EXPECT_FALSE(FindAArch64Register("w0").has_value());
}

}  // namespace
}  // namespace atomics_lab::isa
