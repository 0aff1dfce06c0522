#include "tools/listing/binary.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/elf/fixtures.h"
#include "tools/listing/fixtures.h"

namespace atomics_lab::listing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(BinaryTest, ReadsFunctionsOfObjects) {
  EXPECT_EQ(OpenFixture("x86_64-gcc.o").architecture(), Architecture::kX86_64);
  const Function add =
      FixtureFunction("x86_64-gcc.o", "_ZN7fixture10AddRelaxedEPm");
  EXPECT_EQ(add.demangled, "fixture::AddRelaxed(unsigned long*)");
  EXPECT_THAT(Mnemonics(add), ElementsAre("lock add", "ret"));
  EXPECT_EQ(add.instructions[0].address, add.address);
}

TEST(BinaryTest, ReadsEachTargetsFetchAdd) {
  const auto mnemonics = [](std::string_view fixture) {
    return Mnemonics(FixtureFunction(fixture, "fixture::FetchAddSeqCst"));
  };
  EXPECT_THAT(mnemonics("x86_64-clang.o"), Contains("lock xadd"));
  EXPECT_THAT(mnemonics("aarch64-gcc.o"),
              AllOf(Contains("ldaxr"), Contains("stlxr"), Contains("cbnz")));
  EXPECT_THAT(mnemonics("aarch64_lse-clang.o"), Contains("ldaddal"));
}

TEST(BinaryTest, ShowsDataAmongAArch64CodeAsData) {
  const Function function = FixtureFunction("aarch64-gcc.o", "sizeless");
  EXPECT_THAT(Mnemonics(function), ElementsAre("ldr", "ret", ".word", ".word"));
  EXPECT_EQ(function.instructions[2].operand_text, "0x76543210");
}

TEST(BinaryTest, ListsFunctionsByAddress) {
  const std::vector<FunctionSymbol> functions =
      OpenFixture("aarch64_outline.so").Functions();
  ASSERT_FALSE(functions.empty());
  for (std::size_t i = 1; i < functions.size(); ++i) {
    EXPECT_LE(functions[i - 1].address, functions[i].address);
  }
}

TEST(BinaryTest, StaysUsableWhenMoved) {
  Binary first = OpenFixture("x86_64-gcc.o");
  Binary second = std::move(first);
  EXPECT_TRUE(second.Disassemble("fixture::Split").ok());
}

TEST(BinaryTest, UnknownNamesSuggestNearOnes) {
  const absl::Status status =
      OpenFixture("x86_64-gcc.o").Disassemble("fixture::Splitt").status();
  EXPECT_TRUE(absl::IsNotFound(status));
  EXPECT_THAT(status.message(),
              AllOf(HasSubstr("x86_64-gcc.o"), HasSubstr("fixture::Split("),
                    Not(HasSubstr("\n"))));
}

TEST(BinaryTest, AmbiguousNamesListTheCandidates) {
  const absl::Status status =
      OpenFixture("x86_64-gcc.o").Disassemble("Overload").status();
  EXPECT_TRUE(absl::IsInvalidArgument(status));
  EXPECT_THAT(status.message(),
              AllOf(HasSubstr("Overload(int)"), HasSubstr("Overload(long)")));
}

TEST(BinaryTest, PathsThatAreNoBinariesAreRefused) {
  const absl::Status missing = Binary::Open("/no/such/file").status();
  EXPECT_TRUE(absl::IsNotFound(missing));
  EXPECT_THAT(missing.message(), HasSubstr("/no/such/file"));
  const absl::Status folder = Binary::Open(testing::TempDir()).status();
  EXPECT_TRUE(absl::IsInvalidArgument(folder));
  EXPECT_THAT(folder.message(), HasSubstr("is a directory"));
}

// The fixture with the instruction bytes of one function replaced.
std::vector<std::uint8_t> WithCode(std::string_view function,
                                   const std::vector<std::uint8_t>& code) {
  std::vector<std::uint8_t> bytes = elf::FixtureBytes("x86_64-gcc.o");
  std::vector<std::uint8_t> old;
  const Function decoded = FixtureFunction("x86_64-gcc.o", function);
  for (const Instruction& instruction : decoded.instructions) {
    old.insert(old.end(), instruction.bytes.begin(), instruction.bytes.end());
  }
  void* found = memmem(bytes.data(), bytes.size(), old.data(), old.size());
  std::memcpy(found, code.data(), code.size());
  return bytes;
}

TEST(BinaryTest, BytesThatAreNoInstructionStandAsBytesAndTheRestIsDecoded) {
  // push es has no encoding in 64-bit mode; nop and ret have.
  const std::vector<std::uint8_t> bytes =
      WithCode("fixture::Globals", {0x06, 0x90, 0xc3});
  const absl::StatusOr<Binary> binary = Binary::Parse(bytes, "a.o");
  ASSERT_TRUE(binary.ok()) << binary.status();
  const absl::StatusOr<Function> function =
      binary->Disassemble("fixture::Globals");
  ASSERT_TRUE(function.ok()) << function.status();
  const Instruction& unknown = function->instructions[0];
  EXPECT_EQ(unknown.mnemonic, ".byte");
  EXPECT_EQ(unknown.operand_text, "0x06");
  EXPECT_TRUE(unknown.unknown);
  EXPECT_TRUE(unknown.operands.empty());
  EXPECT_EQ(function->instructions[1].mnemonic, "nop");
  EXPECT_FALSE(function->instructions[1].unknown);
  EXPECT_EQ(function->instructions[2].mnemonic, "ret");
}

}  // namespace
}  // namespace atomics_lab::listing
