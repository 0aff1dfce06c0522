#include "tests/golden/normalise.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"

namespace atomics_lab::golden {
namespace {

listing::Function Fixture(std::string_view object, std::string_view function) {
  const auto binary =
      listing::Binary::Open(absl::StrCat("tools/elf/testdata/", object));
  EXPECT_TRUE(binary.ok()) << binary.status();
  const auto found = binary->Disassemble(absl::StrCat("fixture::", function));
  EXPECT_TRUE(found.ok()) << found.status();
  return *found;
}

TEST(NormaliseTest, BranchesGoToLabels) {
  EXPECT_EQ(Normalised(Fixture("aarch64-gcc.o", "AddRelaxed")),
            "1:  ldxr x2, [x0]\n"
            "    add x2, x2, #1\n"
            "    stxr w1, x2, [x0]\n"
            "    cbnz w1, 1\n"
            "    ret\n");
}

TEST(NormaliseTest, CallsNameWhatTheyCall) {
  const std::string text = Normalised(Fixture("aarch64-gcc.o", "Locked"));
  EXPECT_NE(text.find("    bl Mutex::lock(int)\n"), std::string::npos) << text;
  EXPECT_NE(text.find("    b Mutex::unlock()\n"), std::string::npos) << text;
}

TEST(NormaliseTest, AddressesOfDataAreNamed) {
  const std::string text = Normalised(Fixture("x86_64-gcc.o", "Globals"));
  EXPECT_NE(text.find("<fixture::counter"), std::string::npos) << text;
}

TEST(NormaliseTest, PagesAreNamedAndNotNumbered) {
  const std::string text = Normalised(Fixture("aarch64-gcc.o", "Globals"));
  EXPECT_NE(text.find("adrp x0, <fixture::counter"), std::string::npos) << text;
}

TEST(NormaliseTest, WhereAFunctionLiesMakesNoDifference) {
  EXPECT_EQ(Normalised(Fixture("x86_64-gcc.o", "SpinLock")),
            Normalised(Fixture("x86_64.so", "SpinLock")));
}

listing::Instruction Nop(std::string_view mnemonic,
                         std::string_view operands = "") {
  listing::Instruction instruction;
  instruction.mnemonic = mnemonic;
  instruction.operand_text = operands;
  return instruction;
}

// A copy that has `nops` in front of its instruction 1, a loop's first, and
// whose loop also begins with them if `jumped_to`.
listing::Function Padded(listing::Function function,
                         const std::vector<listing::Instruction>& nops,
                         bool jumped_to) {
  const std::uint64_t head = function.instructions.at(1).address;
  const std::uint64_t distance = nops.size();
  for (listing::Instruction& instruction : function.instructions) {
    if (instruction.address >= head) instruction.address += distance;
    auto& target = instruction.target_address;
    if (target.has_value() && *target >= head && !jumped_to) {
      *target += distance;
    }
  }
  function.size += distance;
  for (std::size_t i = 0; i < nops.size(); ++i) {
    listing::Instruction nop = nops[i];
    nop.address = head + i;
    function.instructions.insert(
        function.instructions.begin() + 1 + static_cast<std::ptrdiff_t>(i),
        nop);
  }
  return function;
}

TEST(NormaliseTest, PaddingMakesNoDifference) {
  const listing::Function loop = Fixture("aarch64-gcc.o", "FetchAddSeqCst");
  const std::string text = Normalised(loop);
  ASSERT_NE(text.find("\n1:  ldaxr"), std::string::npos) << text;
  const std::vector<listing::Instruction> nops = {
      Nop("nop"), Nop("data16 nop", "word ptr cs:[rax + rax]"),
      Nop("xchg", "ax, ax")};
  EXPECT_EQ(Normalised(Padded(loop, nops, false)), text);
  EXPECT_EQ(Normalised(Padded(loop, nops, true)), text);
  EXPECT_NE(Normalised(Padded(loop, {Nop("xchg", "ax, bx")}, false)), text);
}

TEST(NormaliseTest, AFunctionThatIsPaddingOnlyIsSurvived) {
  listing::Function function;
  function.size = 1;
  function.instructions = {Nop("nop")};
  function.instructions[0].target_address = 0;
  EXPECT_EQ(Normalised(function), "");
}

TEST(NormaliseTest, AnotherInstructionMakesADifference) {
  EXPECT_NE(Normalised(Fixture("aarch64-gcc.o", "AddRelaxed")),
            Normalised(Fixture("aarch64_lse-gcc.o", "AddRelaxed")));
}

TEST(NormaliseTest, TheCompilerIsNamedWithoutItsOptions) {
  listing::Function function;
  function.producer = "GNU C++20 16.2.0 -mtune=generic -O2 -std=c++20";
  EXPECT_EQ(CompilerOf(function), "GNU C++20 16.2.0");
  function.producer = "Debian clang version 21.1.8 (3+b1)";
  EXPECT_EQ(CompilerOf(function), "Debian clang version 21.1.8");
}

}  // namespace
}  // namespace atomics_lab::golden
