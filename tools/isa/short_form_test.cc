// Short forms of what real compilers emitted: the objects in
// tools/elf/testdata, made from fixture.cc there.
#include "tools/isa/short_form.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "tools/isa/reading.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

std::string FormIn(std::string_view file, std::string_view function) {
  const std::string path = "tools/elf/testdata/" + std::string(file);
  absl::StatusOr<listing::Binary> binary = listing::Binary::Open(path);
  if (!binary.ok()) return std::string(binary.status().message());
  const absl::StatusOr<listing::Function> decoded =
      binary->Disassemble("fixture::" + std::string(function));
  if (!decoded.ok()) return std::string(decoded.status().message());
  return ShortForm(Reading(*decoded), [&](std::string_view mangled) {
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

// A helper, and callers that retry it.
constexpr std::string_view kHelper = "__aarch64_cas8_relax";

listing::Instruction CallHelper(std::uint64_t address) {
  return {.address = address,
          .mnemonic = "bl",
          .target = {{.mangled = std::string(kHelper),
                      .demangled = std::string(kHelper)}}};
}

listing::Instruction Jump(std::uint64_t address, std::string_view mnemonic,
                          std::uint64_t to) {
  return {.address = address,
          .mnemonic = std::string(mnemonic),
          .target_address = to};
}

listing::Instruction Access(std::uint64_t address, std::string_view mnemonic) {
  return {.address = address,
          .mnemonic = std::string(mnemonic),
          .operands = {{.kind = listing::Operand::Kind::kMemory,
                        .base = "x1",
                        .reads = true}}};
}

using Instructions = std::vector<listing::Instruction>;

// Retries its exclusives, or does it in one instruction.
Instructions Helper() {
  return {Access(0, "cas"),
          {.address = 4, .mnemonic = "ret"},
          Access(8, "ldxr"),
          Access(12, "stxr"),
          Jump(16, "cbnz", 8)};
}

std::string FormWithHelper(Instructions instructions,
                           Instructions helper = Helper()) {
  listing::Function called{.architecture = listing::Architecture::kAArch64,
                           .mangled = std::string(kHelper),
                           .size = 4 * helper.size(),
                           .instructions = std::move(helper)};
  const listing::Function caller{
      .architecture = listing::Architecture::kAArch64,
      .size = 4 * instructions.size(),
      .instructions = std::move(instructions)};
  return ShortForm(Reading(caller), [&](std::string_view) { return called; });
}

TEST(ShortFormTest, ALoopAroundAnOutlinedCallIsShown) {
  const std::string call = "call __aarch64_cas8_relax → cas | ldxr…stxr loop";
  EXPECT_EQ(FormWithHelper({CallHelper(0)}), call);
  EXPECT_EQ(FormWithHelper({CallHelper(0), Jump(4, "b.ne", 0)}),
            "{" + call + "} loop");
  // With its first turn peeled off.
  EXPECT_EQ(FormWithHelper({CallHelper(0), CallHelper(4), Jump(8, "b.ne", 4)}),
            "{" + call + "} loop");
  EXPECT_EQ(FormWithHelper({CallHelper(0), CallHelper(4)}), call + " ×2");
}

TEST(ShortFormTest, ABarrierBehindAHelpersLoopIsNoFurtherChoice) {
  Instructions fenced = Helper();
  fenced.push_back({.address = 20, .mnemonic = "dmb"});
  fenced.push_back({.address = 24, .mnemonic = "ret"});
  const std::string call =
      "call __aarch64_cas8_relax → cas | {ldxr…stxr loop; dmb}";
  EXPECT_EQ(FormWithHelper({CallHelper(0)}, fenced), call);
  // A loop around the call goes around more than the call's own loop.
  EXPECT_EQ(FormWithHelper({CallHelper(0), Jump(4, "b.ne", 0)}, fenced),
            "{" + call + "} loop");
}

TEST(ShortFormTest, ALoopAroundAHelperOfOneInstructionIsNotTheHelpers) {
  EXPECT_EQ(
      FormWithHelper({CallHelper(0), Jump(4, "b.ne", 0)},
                     {Access(0, "cas"), {.address = 4, .mnemonic = "ret"}}),
      "{call __aarch64_cas8_relax → cas} loop");
}

TEST(ShortFormTest, PeeledTurnsOfSeveralAccessesArePartOfTheLoop) {
  EXPECT_EQ(
      FormWithHelper({Access(0, "ldr"), Access(4, "cas"), Access(8, "ldr"),
                      Access(12, "cas"), Jump(16, "b.ne", 8)}),
      "{ldr; cas} loop");
}

TEST(ShortFormTest, ExclusivesOfDifferentPlacesAreNoPair) {
  listing::Instruction elsewhere = Access(4, "stxr");
  EXPECT_EQ(FormWithHelper({Access(0, "ldxr"), elsewhere}), "ldxr…stxr");
  elsewhere.operands[0].base = "x2";
  EXPECT_EQ(FormWithHelper({Access(0, "ldxr"), elsewhere}), "ldxr; stxr");
  listing::Instruction narrower = Access(4, "stxrb");
  narrower.operands[0].bits = 8;
  EXPECT_EQ(FormWithHelper({Access(0, "ldxr"), narrower}), "ldxr; stxrb");
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
  EXPECT_EQ(ShortForm(Reading(function), nullptr), "call absl::Mutex::lock");
}

TEST(ShortFormTest, CallsThatNeverReturnAreLeftOut) {
  const listing::Function function{
      .architecture = listing::Architecture::kAArch64,
      .instructions = {
          {.mnemonic = "bl",
           .target = {{.mangled = "_ZSt20__throw_system_errori",
                       .demangled = "std::__throw_system_error(int)"}}}}};
  EXPECT_EQ(ShortForm(Reading(function), nullptr), "none");
}

TEST(ShortFormTest, FencesAreShown) {
  EXPECT_EQ(FormIn("x86_64-gcc.o", "Fence"), "lock or");
  EXPECT_EQ(FormIn("aarch64-gcc.o", "AcquireFence"), "dmb");
}

// Instructions by mnemonic; those of memory access what x0 points to.
std::string MappingOf(std::vector<listing::Instruction> instructions,
                      Width width) {
  const listing::Function function{
      .architecture = listing::Architecture::kAArch64,
      .instructions = std::move(instructions)};
  return Mapping(Reading(function), width);
}

constexpr auto kMemory = listing::Operand::Kind::kMemory;

TEST(MappingTest, ShowsWhatIsComputedAndLeavesMovesOut) {
  const std::vector<listing::Instruction> instructions = {
      {.mnemonic = "mov"},
      {.mnemonic = "neg"},
      {.mnemonic = "ldaddalb",
       .operands = {{.kind = kMemory, .base = "x0", .reads = true}}},
      {.mnemonic = "cset"},
      {.mnemonic = "ret"}};
  EXPECT_EQ(MappingOf(instructions, Width::kExact), "neg; ldaddalb");
  EXPECT_EQ(MappingOf(instructions, Width::kLeftOut), "neg; ldaddal");
}

TEST(MappingTest, BarrierIsShownWithItsDomain) {
  EXPECT_EQ(MappingOf({{.mnemonic = "dmb",
                        .operand_text = "ishld",
                        .operands = {{.kind = listing::Operand::Kind::kName,
                                      .name = "ishld"}}}},
                      Width::kLeftOut),
            "dmb ishld");
}

TEST(MappingTest, WidthOfAnOutlinedHelperIsLeftOutBeforeAnyOrder) {
  const std::string name = "__aarch64_ldadd8_acq_rel";
  const std::vector<listing::Instruction> call = {
      {.mnemonic = "bl", .target = {{.mangled = name, .demangled = name}}}};
  EXPECT_EQ(MappingOf(call, Width::kExact), "call __aarch64_ldadd8_acq_rel");
  EXPECT_EQ(MappingOf(call, Width::kLeftOut), "call __aarch64_ldaddN_acq_rel");
}

TEST(MappingTest, FunctionThatOnlyReturnsIsNone) {
  EXPECT_EQ(MappingOf({{.mnemonic = "ret"}}, Width::kExact), "none");
}

TEST(ShortFormTest, FunctionThatTouchesNothingSaysSo) {
  const listing::Function function{
      .architecture = listing::Architecture::kX86_64,
      .instructions = {{.mnemonic = "ret"}}};
  EXPECT_EQ(ShortForm(Reading(function), nullptr), "none");
}

}  // namespace
}  // namespace atomics_lab::isa
