// What instructions refer to, in objects by relocations and in shared
// libraries by the tables a linker makes.
#include "tools/listing/references.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/elf/fixtures.h"
#include "tools/listing/fixtures.h"

namespace atomics_lab::listing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsSupersetOf;

std::vector<std::string> In(std::string_view fixture,
                            std::string_view function) {
  return ReferencesOf(
      FixtureFunction(fixture, "fixture::" + std::string(function)));
}

TEST(ReferencesTest, CallsAndTailCallsOfObjectsAreNamed) {
  EXPECT_THAT(In("x86_64-gcc.o", "Locked"),
              ElementsAre("call Mutex::lock(int)", "jmp Mutex::unlock()"));
  EXPECT_THAT(In("x86_64-clang.o", "Locked"),
              ElementsAre("call Mutex::lock(int)", "jmp Mutex::unlock()"));
  EXPECT_THAT(In("aarch64-gcc.o", "Locked"),
              ElementsAre("bl Mutex::lock(int)", "b Mutex::unlock()"));
  EXPECT_THAT(In("aarch64_outline-clang.o", "FetchAddRelaxed"),
              Contains("bl __aarch64_ldadd8_relax"));
}

TEST(ReferencesTest, DataOfObjectsIsNamed) {
  // gcc refers to its static variable by section and offset.
  EXPECT_THAT(In("x86_64-gcc.o", "Globals"),
              IsSupersetOf({"mov fixture::hidden", "add fixture::counter",
                            "mov fixture::elsewhere"}));
  EXPECT_THAT(In("aarch64-clang.o", "Globals"),
              IsSupersetOf({"adrp fixture::hidden", "ldr fixture::hidden",
                            "str fixture::hidden", "ldr fixture::elsewhere"}));
}

TEST(ReferencesTest, ThreadLocalDataIsNamed) {
  EXPECT_THAT(In("x86_64-gcc.o", "ThreadLocal"),
              ElementsAre("mov fixture::mine", "mov fixture::mine"));
  EXPECT_THAT(In("aarch64-gcc.o", "ThreadLocal"),
              ElementsAre("add fixture::mine", "add fixture::mine"));
}

TEST(ReferencesTest, StubsOfSharedLibrariesAreTheirImports) {
  for (std::string_view fixture : {"x86_64.so", "aarch64_outline.so"}) {
    const bool x86 = fixture == "x86_64.so";
    EXPECT_THAT(
        In(fixture, "LockedByLibrary"),
        ElementsAre(x86 ? "jmp pthread_mutex_lock" : "b pthread_mutex_lock"));
    EXPECT_THAT(
        In(fixture, "Locked"),
        ElementsAre(x86 ? "call Mutex::lock(int)" : "bl Mutex::lock(int)",
                    x86 ? "jmp Mutex::unlock()" : "b Mutex::unlock()"));
  }
}

TEST(ReferencesTest, DirectCallsOfSharedLibrariesAreNamed) {
  EXPECT_THAT(In("aarch64_outline.so", "FetchAddRelaxed"),
              Contains("bl __aarch64_ldadd8_relax"));
}

TEST(ReferencesTest, DataOfSharedLibrariesIsNamedAlsoThroughTheOffsetTable) {
  EXPECT_THAT(In("x86_64.so", "Globals"),
              IsSupersetOf({"mov fixture::counter", "mov fixture::elsewhere",
                            "mov fixture::hidden"}));
  EXPECT_THAT(In("aarch64_outline.so", "Globals"),
              IsSupersetOf({"ldr fixture::counter", "ldr fixture::elsewhere",
                            "ldr fixture::hidden", "str fixture::hidden"}));
}

TEST(ReferencesTest, BranchesWithinTheFunctionHaveAnAddress) {
  for (std::string_view fixture :
       {"x86_64-gcc.o", "x86_64-clang.o", "aarch64-gcc.o", "aarch64-clang.o",
        "x86_64.so"}) {
    const Function loop = FixtureFunction(fixture, "fixture::CasLoop");
    int backward = 0;
    for (const Instruction& instruction : loop.instructions) {
      if (!instruction.target_address.has_value()) continue;
      const std::uint64_t offset = *instruction.target_address - loop.address;
      EXPECT_LT(offset, loop.size) << fixture;
      backward += *instruction.target_address < instruction.address ? 1 : 0;
      const SymbolReference target =
          instruction.target.value_or(SymbolReference());
      EXPECT_EQ(target.mangled, loop.mangled) << fixture;
      EXPECT_EQ(static_cast<std::uint64_t>(target.offset), offset) << fixture;
    }
    EXPECT_GT(backward, 0) << fixture;
  }
}

TEST(ReferencesTest, BranchesOutOfTheFunctionHaveNoAddress) {
  for (std::string_view fixture : {"x86_64-gcc.o", "aarch64-gcc.o"}) {
    const Function call = FixtureFunction(fixture, "fixture::TailCall");
    ASSERT_FALSE(call.instructions.empty());
    EXPECT_FALSE(call.instructions.back().target_address.has_value());
  }
}

TEST(ReferencesTest, LiteralsAmongCodeAreNamed) {
  EXPECT_THAT(ReferencesOf(FixtureFunction("aarch64-gcc.o", "sizeless")),
              ElementsAre("ldr sizeless+8"));
  EXPECT_THAT(ReferencesOf(FixtureFunction("aarch64_outline.so", "sizeless")),
              ElementsAre("ldr sizeless+8"));
}

TEST(ReferencesTest, NamesBeyondTheBudgetAreLeftOut) {
  const std::vector<std::uint8_t> bytes = elf::FixtureBytes("x86_64-gcc.o");
  const elf::ElfImage image = elf::ElfImage::Parse(bytes, "a.o").value();
  const elf::SymbolTable symbols(image);
  References references(image, symbols);
  const auto function =
      std::find_if(symbols.functions().begin(), symbols.functions().end(),
                   [](const elf::Symbol& s) {
                     return s.name == "_ZN7fixture8TailCallEP5Mutex";
                   });
  ASSERT_NE(function, symbols.functions().end());
  std::vector<Decoded> code(1);
  code[0].instruction.address = function->address;
  code[0].instruction.bytes.resize(5);
  elf::Budget enough(100);
  EXPECT_TRUE(references.Resolve(*function, code, enough));
  elf::Budget too_little(1);
  EXPECT_FALSE(references.Resolve(*function, code, too_little));
}

}  // namespace
}  // namespace atomics_lab::listing
