#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "tools/isa/isa.h"
#include "tools/isa/reading.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Function;
using listing::Instruction;
using listing::Operand;

Operand Register(std::string_view name, bool writes = false) {
  return {.kind = Operand::Kind::kRegister,
          .reg = std::string(name),
          .writes = writes};
}

Operand Memory(std::string_view base, bool reads, bool writes) {
  return {.kind = Operand::Kind::kMemory,
          .base = std::string(base),
          .reads = reads,
          .writes = writes};
}

// As it is within `function`.
Effect Classify(const Instruction& instruction, Function function = {}) {
  function.architecture = listing::Architecture::kX86_64;
  function.instructions.push_back(instruction);
  const Reading reading(function);
  return reading.effect(reading.size() - 1);
}

Effect ClassifyUpdate(std::string_view mnemonic, std::string_view base) {
  return Classify({.mnemonic = std::string(mnemonic),
                   .operands = {Memory(base, true, true), Register("rsi")}});
}

TEST(X86Test, LockPrefixMakesOneAtomicStep) {
  for (std::string_view mnemonic :
       {"lock add", "lock xadd", "lock cmpxchg", "lock inc"}) {
    const Effect effect = ClassifyUpdate(mnemonic, "rdi");
    EXPECT_EQ(effect.role, Role::kAtomicReadModifyWrite) << mnemonic;
    EXPECT_TRUE(effect.acquire && effect.release) << mnemonic;
    EXPECT_TRUE(effect.shared) << mnemonic;
  }
}

TEST(X86Test, ExchangeWithMemoryLocksByItself) {
  EXPECT_EQ(ClassifyUpdate("xchg", "rdi").role, Role::kAtomicReadModifyWrite);
  EXPECT_EQ(Classify({.mnemonic = "xchg",
                      .operands = {Register("rax"), Register("rbx")}})
                .role,
            Role::kOther);
}

TEST(X86Test, OneInstructionIsNotOneAtomicStep) {
  const Effect effect = ClassifyUpdate("inc", "rdi");
  EXPECT_EQ(effect.role, Role::kReadModifyWrite);
  EXPECT_FALSE(effect.acquire || effect.release);
  EXPECT_EQ(ClassifyUpdate("cmpxchg", "rdi").role, Role::kReadModifyWrite);
}

TEST(X86Test, LoadsAndStoresFollowTheMemoryOperand) {
  EXPECT_EQ(
      Classify({.mnemonic = "mov",
                .operands = {Register("rax"), Memory("rdi", true, false)}})
          .role,
      Role::kLoad);
  EXPECT_EQ(
      Classify({.mnemonic = "mov",
                .operands = {Memory("rdi", false, true), Register("rax")}})
          .role,
      Role::kStore);
  EXPECT_EQ(
      Classify({.mnemonic = "lea",
                .operands = {Register("rax"), Memory("rdi", false, false)}})
          .role,
      Role::kOther);
}

TEST(X86Test, LockedNoOperationOnTheStackIsAFence) {
  const auto or_nothing = [](std::string_view base) {
    return Instruction{
        .mnemonic = "lock or",
        .operands = {Memory(base, true, true),
                     {.kind = Operand::Kind::kImmediate, .reads = true}}};
  };
  EXPECT_EQ(Classify(or_nothing("rsp")).role, Role::kFence);
  EXPECT_EQ(Classify(or_nothing("rdi")).role, Role::kAtomicReadModifyWrite);
  EXPECT_EQ(
      IsaFor(listing::Architecture::kX86_64).Classify(or_nothing("rsp")).role,
      Role::kFence);
}

TEST(X86Test, AtomicStepOnTheStackIsNotShared) {
  const Effect effect = ClassifyUpdate("lock xadd", "rsp");
  EXPECT_EQ(effect.role, Role::kAtomicReadModifyWrite);
  EXPECT_TRUE(effect.acquire && effect.release);
  EXPECT_FALSE(effect.shared);
}

TEST(X86Test, FencesOrderWhatTheManualSays) {
  const Effect full = Classify({.mnemonic = "mfence"});
  EXPECT_EQ(full.role, Role::kFence);
  EXPECT_TRUE(full.acquire && full.release);
  EXPECT_FALSE(Classify({.mnemonic = "lfence"}).release);
  const Effect stores = Classify({.mnemonic = "sfence"});
  EXPECT_TRUE(stores.store_store);
  EXPECT_FALSE(stores.acquire || stores.release);
  EXPECT_FALSE(full.store_store);
  EXPECT_EQ(Classify({.mnemonic = "pause"}).role, Role::kOther);
}

TEST(X86Test, OwnStackAndThreadLocalStorageAreNotShared) {
  EXPECT_FALSE(
      Classify({.mnemonic = "push", .operands = {Register("rbx")}}).shared);
  Operand slot = Memory("", true, false);
  slot.segment = "fs";
  EXPECT_FALSE(
      Classify({.mnemonic = "mov", .operands = {Register("rax"), slot}})
          .shared);

  const Instruction by_rbp{
      .mnemonic = "mov",
      .operands = {Register("rax"), Memory("rbp", true, false)}};
  EXPECT_TRUE(Classify(by_rbp).shared);
  Function with_frame;
  with_frame.instructions = {
      {.mnemonic = "mov",
       .operands = {Register("rbp", /*writes=*/true), Register("rsp")}}};
  EXPECT_FALSE(Classify(by_rbp, with_frame).shared);
}

TEST(X86Test, JumpOutOfTheFunctionIsATailCall) {
  const Function function{.mangled = "f", .address = 0x100, .size = 0x20};
  const Instruction inside{.mnemonic = "jne", .target_address = 0x104};
  const Instruction outside{.mnemonic = "jmp", .target_address = 0x200};
  EXPECT_EQ(Classify(inside, function).role, Role::kBranch);
  EXPECT_EQ(Classify(outside, function).role, Role::kCall);
  EXPECT_EQ(Classify({.mnemonic = "notrack jmp"}, function).role,
            Role::kBranch);
  EXPECT_EQ(Classify({.mnemonic = "repz ret"}, function).role, Role::kReturn);
}

}  // namespace
}  // namespace atomics_lab::isa
