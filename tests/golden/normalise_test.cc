#include "tests/golden/normalise.h"

#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"

namespace atomics_lab::golden {
namespace {

listing::Function Fixture(std::string_view object, std::string_view function) {
  const auto binary =
      listing::Binary::Open(absl::StrCat("tools/listing/testdata/", object));
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

TEST(NormaliseTest, WhereAFunctionLiesMakesNoDifference) {
  EXPECT_EQ(Normalised(Fixture("x86_64-gcc.o", "SpinLock")),
            Normalised(Fixture("x86_64.so", "SpinLock")));
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
