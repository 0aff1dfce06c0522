#include "tools/report/instruction_text.h"

#include "gtest/gtest.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

result::Instruction Call() {
  result::Instruction instruction;
  instruction.address = 0x11b4;
  instruction.mnemonic = "bl";
  instruction.operands = "0x400";
  instruction.role = "call";
  instruction.target = "absl::Mutex::lock()";
  return instruction;
}

result::Instruction Load() {
  result::Instruction instruction;
  instruction.role = "load";
  instruction.shared = true;
  return instruction;
}

TEST(AddressText, IsHexadecimal) { EXPECT_EQ(AddressText(Call()), "11b4"); }

TEST(OperandText, NamesWhereACallGoes) {
  EXPECT_EQ(OperandText(Call()), "0x400 → absl::Mutex::lock()");
  result::Instruction bare = Call();
  bare.operands.clear();
  EXPECT_EQ(OperandText(bare), "→ absl::Mutex::lock()");
}

TEST(OperandText, NamesNothingTwice) {
  result::Instruction instruction = Call();
  instruction.operands = instruction.target;
  EXPECT_EQ(OperandText(instruction), "absl::Mutex::lock()");
}

TEST(OperandText, LeavesBranchesWithinTheFunctionShort) {
  result::Instruction branch = Call();
  branch.role = "branch";
  EXPECT_EQ(OperandText(branch), "0x400");
}

TEST(RoleText, SaysWhatAnInstructionOrders) {
  result::Instruction load = Load();
  EXPECT_EQ(RoleText(load), "load");
  load.acquire = true;
  EXPECT_EQ(RoleText(load), "load, acquire");
  load.release = true;
  EXPECT_EQ(RoleText(load), "load, acquire, release");
  EXPECT_EQ(RoleText({.role = "fence", .store_store = true}),
            "fence, store-store");
}

TEST(RoleText, SaysWhatNobodyElseSees) {
  result::Instruction load = Load();
  load.shared = false;
  EXPECT_EQ(RoleText(load), "load (own stack)");
  EXPECT_EQ(RoleText(Call()), "call");
}

TEST(SourceText, KeepsFileAndFolder) {
  result::Instruction instruction;
  instruction.line = 41;
  EXPECT_EQ(SourceText(instruction), "");
  instruction.file = "/home/a/counters/specimens/fetch_add.h";
  EXPECT_EQ(SourceText(instruction), "specimens/fetch_add.h:41");
  instruction.file = "counters/specimens/fetch_add.h";
  EXPECT_EQ(SourceText(instruction), "specimens/fetch_add.h:41");
  instruction.file = "fetch_add.h";
  EXPECT_EQ(SourceText(instruction), "fetch_add.h:41");
  instruction.file = "/fetch_add.h";
  EXPECT_EQ(SourceText(instruction), "/fetch_add.h:41");
}

TEST(SourceText, NamesTheInnermostCallFirst) {
  result::Instruction instruction;
  instruction.file = "/usr/include/c++/16/bits/atomic_base.h";
  instruction.line = 648;
  instruction.frames = {
      {.file = "counters/probes.cc", .line = 7},
      {.file = "counters/specimens/fetch_add.h", .line = 41, .function = "Add"},
      {.file = instruction.file, .line = 648, .function = "fetch_add"}};
  EXPECT_EQ(SourceText(instruction),
            "specimens/fetch_add.h:41 ⟵ bits/atomic_base.h:648");
}

}  // namespace
}  // namespace atomics_lab::report
