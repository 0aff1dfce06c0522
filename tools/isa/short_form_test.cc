// Short forms of what real compilers emitted: the objects in
// tools/listing/testdata, made from fixture.cc there.
#include "tools/isa/short_form.h"

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

std::string FormIn(std::string_view file, std::string_view function) {
  const std::string path = "tools/listing/testdata/" + std::string(file);
  absl::StatusOr<listing::Binary> binary = listing::Binary::Open(path);
  if (!binary.ok()) return std::string(binary.status().message());
  const absl::StatusOr<listing::Function> decoded =
      binary->Disassemble("fixture::" + std::string(function));
  if (!decoded.ok()) return std::string(decoded.status().message());
  return ShortForm(*decoded, [&](std::string_view mangled) {
    return binary->Disassemble(mangled);
  });
}

TEST(ShortFormTest, SplitIncrementIsALoadAndAStore) {
  EXPECT_EQ(FormIn("x86_64-gcc.o", "Split"), "mov ×2");
  EXPECT_EQ(FormIn("aarch64-gcc.o", "Split"), "ldr; str");
  EXPECT_EQ(FormIn("aarch64-clang.o", "Split"), "ldr; str");
  // Clang makes one instruction of it, and not one step.
  EXPECT_EQ(FormIn("x86_64-clang.o", "Split"), "inc");
}

TEST(ShortFormTest, FetchAddIsWhatTheLevelHas) {
  EXPECT_EQ(FormIn("x86_64-gcc.o", "FetchAddRelaxed"), "lock xadd");
  EXPECT_EQ(FormIn("x86_64-clang.o", "FetchAddRelaxed"), "lock xadd");
  EXPECT_EQ(FormIn("aarch64-gcc.o", "FetchAddRelaxed"), "ldxr…stxr loop");
  EXPECT_EQ(FormIn("aarch64-clang.o", "FetchAddSeqCst"), "ldaxr…stlxr loop");
  EXPECT_EQ(FormIn("aarch64_lse-gcc.o", "FetchAddRelaxed"), "ldadd");
  EXPECT_EQ(FormIn("aarch64_lse-clang.o", "FetchAddSeqCst"), "ldaddal");
}

TEST(ShortFormTest, OutlinedAtomicIsFollowedWhereItsCodeIs) {
  EXPECT_EQ(FormIn("aarch64_outline-gcc.o", "FetchAddRelaxed"),
            "call __aarch64_ldadd8_relax");
  EXPECT_EQ(FormIn("aarch64_outline.so", "FetchAddRelaxed"),
            "call __aarch64_ldadd8_relax → ldadd | ldxr…stxr loop");
}

TEST(ShortFormTest, RetryLoopIsFoldedAndItsFirstLoadStaysOutside) {
  EXPECT_EQ(FormIn("x86_64-gcc.o", "CasLoop"), "mov; lock cmpxchg loop");
  EXPECT_EQ(FormIn("aarch64-gcc.o", "CasLoop"), "ldr; ldxr…stxr loop");
  EXPECT_EQ(FormIn("aarch64_lse-gcc.o", "CasLoop"), "ldr; cas loop");
}

TEST(ShortFormTest, PeeledFirstIterationIsPartOfTheLoop) {
  EXPECT_EQ(FormIn("aarch64-clang.o", "CasLoop"), "ldr; ldxr…stxr loop");
  EXPECT_EQ(FormIn("aarch64_lse-clang.o", "CasLoop"), "ldr; cas loop");
}

TEST(ShortFormTest, LoopsWithinLoopsKeepTheirShape) {
  EXPECT_EQ(FormIn("x86_64-gcc.o", "SpinLock"),
            "{xchg; cmp loop} loop; add; mov");
}

TEST(ShortFormTest, CalledFunctionsAreNamedWithoutParameters) {
  EXPECT_EQ(FormIn("x86_64-gcc.o", "Locked"),
            "call Mutex::lock; add; call Mutex::unlock");
  EXPECT_EQ(FormIn("aarch64-clang.o", "Locked"),
            "call Mutex::lock; ldr; str; call Mutex::unlock");
}

TEST(ShortFormTest, VersionedNamespaceOfAbseilIsLeftOut) {
  const listing::Function function{
      .architecture = listing::Architecture::kX86_64,
      .instructions = {
          {.mnemonic = "call",
           .target = {{.mangled = "_ZN4absl12lts_202605265Mutex4lockEv",
                       .demangled = "absl::lts_20260526::Mutex::lock()"}}}}};
  EXPECT_EQ(ShortForm(function, nullptr), "call absl::Mutex::lock");
}

TEST(ShortFormTest, CallsThatNeverReturnAreLeftOut) {
  const listing::Function function{
      .architecture = listing::Architecture::kAArch64,
      .instructions = {
          {.mnemonic = "bl",
           .target = {{.mangled = "_ZSt20__throw_system_errori",
                       .demangled = "std::__throw_system_error(int)"}}}}};
  EXPECT_EQ(ShortForm(function, nullptr), "none");
}

TEST(ShortFormTest, FencesAreShown) {
  EXPECT_EQ(FormIn("x86_64-gcc.o", "Fence"), "lock or");
  EXPECT_EQ(FormIn("aarch64-gcc.o", "AcquireFence"), "dmb");
}

TEST(ShortFormTest, FunctionThatTouchesNothingSaysSo) {
  EXPECT_EQ(ShortForm({.architecture = listing::Architecture::kX86_64,
                       .instructions = {{.mnemonic = "ret"}}},
                      nullptr),
            "none");
}

}  // namespace
}  // namespace atomics_lab::isa
