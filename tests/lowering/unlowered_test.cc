#include "tests/lowering/unlowered.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/listing/listing.h"

namespace atomics_lab::lowering {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

listing::Function FunctionOf(const std::string& mnemonic) {
  listing::Instruction instruction;
  instruction.address = 0x10;
  instruction.mnemonic = mnemonic;
  return {.architecture = listing::Architecture::kX86_64,
          .demangled = "f()",
          .instructions = {instruction}};
}

TEST(UnloweredTest, NamesTheInstructionAndItsFunction) {
  EXPECT_THAT(Unlowered(FunctionOf("cpuid")),
              ElementsAre("f(): no lowering for `cpuid` at 0x10"));
}

TEST(UnloweredTest, SaysNothingOfOthers) {
  EXPECT_THAT(Unlowered(FunctionOf("mfence")), IsEmpty());
}

}  // namespace
}  // namespace atomics_lab::lowering
