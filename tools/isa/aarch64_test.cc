#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "tools/isa/isa.h"
#include "tools/isa/reading.h"
#include "tools/listing/listing.h"
#include "tools/listing/operand_text.h"

namespace atomics_lab::isa {
namespace {

using listing::Function;
using listing::Instruction;
using listing::Operand;

Operand Register(std::string_view name) {
  return {.kind = Operand::Kind::kRegister, .reg = std::string(name)};
}

Operand Memory(std::string_view base, bool reads, bool writes) {
  return {.kind = Operand::Kind::kMemory,
          .base = std::string(base),
          .reads = reads,
          .writes = writes};
}

// As it is within `function`.
Effect Classify(const Instruction& instruction, Function function = {}) {
  function.architecture = listing::Architecture::kAArch64;
  function.instructions.push_back(instruction);
  const Reading reading(function);
  return reading.effect(reading.size() - 1);
}

// An atomic instruction of three operands whose old value goes to `result`.
Effect ClassifyAtomic(std::string_view mnemonic, std::string_view result) {
  return Classify({.mnemonic = std::string(mnemonic),
                   .operands = {Register("x1"), Register(result),
                                Memory("x2", true, true)}});
}

Effect ClassifyLoad(std::string_view mnemonic) {
  return Classify({.mnemonic = std::string(mnemonic),
                   .operands = {Register("x0"), Memory("x1", true, false)}});
}

Effect ClassifyBarrier(std::string_view domain) {
  return Classify({.mnemonic = "dmb",
                   .operands = listing::AArch64Operands(domain).value()});
}

TEST(AArch64Test, SuffixesOfAtomicsAreTheirOrdering) {
  struct Case {
    const char* mnemonic;
    bool acquire;
    bool release;
  };
  for (const Case& c : std::vector<Case>{{"ldadd", false, false},
                                         {"ldadda", true, false},
                                         {"ldaddl", false, true},
                                         {"ldaddal", true, true},
                                         {"ldaddalb", true, true},
                                         {"ldsetab", true, false},
                                         {"ldsmaxlh", false, true},
                                         {"swpal", true, true},
                                         {"swp", false, false},
                                         {"casa", true, false},
                                         {"casalh", true, true},
                                         {"caspl", false, true}}) {
    const Effect effect = ClassifyAtomic(c.mnemonic, "x3");
    EXPECT_EQ(effect.role, Role::kAtomicReadModifyWrite) << c.mnemonic;
    EXPECT_EQ(effect.acquire, c.acquire) << c.mnemonic;
    EXPECT_EQ(effect.release, c.release) << c.mnemonic;
    EXPECT_TRUE(effect.shared) << c.mnemonic;
  }
}

TEST(AArch64Test, AcquireIsLostWithTheOldValue) {
  EXPECT_TRUE(ClassifyAtomic("ldaddal", "x3").acquire);
  EXPECT_FALSE(ClassifyAtomic("ldaddal", "xzr").acquire);
  EXPECT_FALSE(ClassifyAtomic("swpa", "wzr").acquire);
  // Of a compare-and-swap it is the register that is compared.
  EXPECT_TRUE(ClassifyAtomic("casa", "xzr").acquire);
  const auto into_zero = [](std::string_view mnemonic) {
    return Classify({.mnemonic = std::string(mnemonic),
                     .operands = {Register("xzr"), Register("x1"),
                                  Memory("x2", true, true)}});
  };
  EXPECT_FALSE(into_zero("casal").acquire);
  EXPECT_TRUE(into_zero("casal").release);
  EXPECT_TRUE(into_zero("ldaddal").acquire);
}

TEST(AArch64Test, AcquireIsLostWithWhatWasLoaded) {
  for (const char* mnemonic : {"ldar", "ldapr", "ldapurb", "ldaxr", "ldlarh"}) {
    const auto load_to = [&](std::string_view destination) {
      return Classify(
          {.mnemonic = mnemonic,
           .operands = {Register(destination), Memory("x1", true, false)}});
    };
    EXPECT_TRUE(load_to("w0").acquire) << mnemonic;
    EXPECT_FALSE(load_to("wzr").acquire) << mnemonic;
  }
}

TEST(AArch64Test, StoreNamesOfAtomicsNeverAcquire) {
  const Effect effect =
      Classify({.mnemonic = "staddl",
                .operands = {Register("x1"), Memory("x2", true, true)}});
  EXPECT_EQ(effect.role, Role::kAtomicReadModifyWrite);
  EXPECT_FALSE(effect.acquire);
  EXPECT_TRUE(effect.release);
}

TEST(AArch64Test, ExclusivesAreLoadLinkedAndStoreConditional) {
  EXPECT_EQ(ClassifyLoad("ldxr").role, Role::kLoadLinked);
  EXPECT_FALSE(ClassifyLoad("ldxrb").acquire);
  EXPECT_TRUE(ClassifyLoad("ldaxr").acquire);
  EXPECT_EQ(ClassifyLoad("ldaxp").role, Role::kLoadLinked);
  const auto store = [](std::string_view mnemonic) {
    return Classify({.mnemonic = std::string(mnemonic),
                     .operands = {Register("w0"), Register("x1"),
                                  Memory("x2", false, true)}});
  };
  EXPECT_EQ(store("stxr").role, Role::kStoreConditional);
  EXPECT_FALSE(store("stxp").release);
  EXPECT_TRUE(store("stlxrh").release);
}

TEST(AArch64Test, PlainAndOrderedAccessesDiffer) {
  EXPECT_EQ(ClassifyLoad("ldr").role, Role::kLoad);
  EXPECT_FALSE(ClassifyLoad("ldr").acquire);
  EXPECT_FALSE(ClassifyLoad("ldp").acquire);
  EXPECT_TRUE(ClassifyLoad("ldar").acquire);
  EXPECT_TRUE(ClassifyLoad("ldapr").acquire);
  EXPECT_TRUE(ClassifyLoad("ldapur").acquire);
  const Effect release =
      Classify({.mnemonic = "stlr",
                .operands = {Register("x0"), Memory("x1", false, true)}});
  EXPECT_EQ(release.role, Role::kStore);
  EXPECT_TRUE(release.release);
}

TEST(AArch64Test, BarriersOrderWhatTheirDomainSays) {
  EXPECT_EQ(ClassifyBarrier("ish").role, Role::kFence);
  EXPECT_TRUE(ClassifyBarrier("ish").acquire);
  EXPECT_TRUE(ClassifyBarrier("ish").release);
  EXPECT_TRUE(ClassifyBarrier("ishld").acquire);
  EXPECT_FALSE(ClassifyBarrier("ishld").release);
  for (const char* stores : {"ishst", "oshst", "st"}) {
    EXPECT_FALSE(ClassifyBarrier(stores).acquire) << stores;
    // A load before it may pass a store after it.
    EXPECT_FALSE(ClassifyBarrier(stores).release) << stores;
    EXPECT_TRUE(ClassifyBarrier(stores).store_store) << stores;
  }
  EXPECT_FALSE(ClassifyBarrier("ish").store_store);
}

TEST(AArch64Test, BarriersOfTheOwnCoreOrderNothingForOthers) {
  for (const char* own : {"nsh", "nshld", "nshst", "nshnxs"}) {
    const Effect effect = ClassifyBarrier(own);
    EXPECT_EQ(effect.role, Role::kFence) << own;
    EXPECT_FALSE(effect.acquire || effect.release || effect.store_store) << own;
  }
}

TEST(AArch64Test, EveryDsbButTheSpeculationBarriersIsAFence) {
  const auto dsb = [](std::string_view domain) {
    return Classify({.mnemonic = "dsb",
                     .operands = listing::AArch64Operands(domain).value()});
  };
  for (const char* full : {"sy", "ish", "osh", "synxs", "oshnxs", "ishnxs"}) {
    EXPECT_TRUE(dsb(full).acquire && dsb(full).release) << full;
  }
  EXPECT_TRUE(dsb("ld").acquire);
  EXPECT_FALSE(dsb("ld").release);
  EXPECT_TRUE(dsb("oshst").store_store);
  EXPECT_EQ(dsb("#0x4").role, Role::kOther);
  EXPECT_EQ(Classify({.mnemonic = "ssbb"}).role, Role::kOther);
}

TEST(AArch64Test, OwnStackFrameIsNotShared) {
  const Instruction by_sp{
      .mnemonic = "str",
      .operands = {Register("x0"), Memory("sp", false, true)}};
  EXPECT_EQ(Classify(by_sp).role, Role::kStore);
  EXPECT_FALSE(Classify(by_sp).shared);

  const Instruction by_x29{
      .mnemonic = "ldr",
      .operands = {Register("x0"), Memory("x29", true, false)}};
  EXPECT_TRUE(Classify(by_x29).shared);
  Function with_frame;
  with_frame.instructions = {
      {.mnemonic = "mov", .operands = {Register("x29"), Register("sp")}}};
  with_frame.instructions[0].operands[0].writes = true;
  EXPECT_FALSE(Classify(by_x29, with_frame).shared);
}

TEST(AArch64Test, BranchOutOfTheFunctionIsATailCall) {
  const Function function{.mangled = "f", .address = 0x100, .size = 0x20};
  const Instruction inside{.mnemonic = "cbnz", .target_address = 0x104};
  const Instruction outside{.mnemonic = "b", .target_address = 0x200};
  EXPECT_EQ(Classify(inside, function).role, Role::kBranch);
  EXPECT_EQ(Classify(outside, function).role, Role::kCall);
  EXPECT_EQ(Classify({.mnemonic = "bl"}, function).role, Role::kCall);
  EXPECT_EQ(Classify({.mnemonic = "ret"}, function).role, Role::kReturn);
}

TEST(AArch64Test, BranchesOfTheZeroRegisterHaveOneOutcome) {
  const Function function{.mangled = "f", .address = 0x100, .size = 0x20};
  const auto branch = [](std::string_view mnemonic, std::string_view tested) {
    return Instruction{.mnemonic = std::string(mnemonic),
                       .operands = {Register(tested)},
                       .target_address = 0x104};
  };
  const Isa& isa = IsaFor(listing::Architecture::kAArch64);
  EXPECT_EQ(Classify(branch("cbnz", "w2"), function).role, Role::kBranch);
  EXPECT_EQ(Classify(branch("cbnz", "wzr"), function).role, Role::kOther);
  EXPECT_EQ(Classify(branch("tbnz", "xzr"), function).role, Role::kOther);
  EXPECT_TRUE(FallsThrough(isa.FlowOf(branch("cbnz", "wzr"))));
  EXPECT_EQ(Classify(branch("cbz", "wzr"), function).role, Role::kBranch);
  EXPECT_FALSE(FallsThrough(isa.FlowOf(branch("cbz", "wzr"))));
  EXPECT_TRUE(FallsThrough(isa.FlowOf(branch("cbz", "w2"))));
}

TEST(AArch64Test, ArithmeticAndPrefetchesAreOther) {
  EXPECT_EQ(Classify({.mnemonic = "add"}).role, Role::kOther);
  EXPECT_EQ(Classify({.mnemonic = "clrex"}).role, Role::kOther);
  EXPECT_EQ(
      Classify({.mnemonic = "prfm", .operands = {Memory("x0", false, false)}})
          .role,
      Role::kOther);
}

}  // namespace
}  // namespace atomics_lab::isa
