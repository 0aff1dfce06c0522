// Promises held against what real compilers made of tools/elf/testdata's
// fixture: each kind of promise kept, and each broken in every way it can be.
#include "tools/asmcheck/check.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tools/asmcheck/parse.h"
#include "tools/asmcheck/promise.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"

namespace atomics_lab::asmcheck {
namespace {

listing::Function Fixture(std::string_view target, std::string_view function) {
  const auto binary =
      listing::Binary::Open(absl::StrCat("tools/elf/testdata/", target, ".o"));
  if (!binary.ok()) {
    ADD_FAILURE() << binary.status();
    return {};
  }
  const auto found = binary->Disassemble(absl::StrCat("fixture::", function));
  EXPECT_TRUE(found.ok()) << found.status();
  return found.ok() ? *found : listing::Function();
}

std::optional<Breach> Hold(std::string_view target, std::string_view function,
                           std::string_view clause) {
  const auto promises =
      ParsePromise(absl::StrCat("F ", target, ": ", clause), "test", 1);
  if (!promises.ok()) {
    ADD_FAILURE() << promises.status();
    return std::nullopt;
  }
  EXPECT_EQ(promises->size(), 1) << clause;
  return Check(promises->front().clause, Fixture(target, function));
}

// "kept", or why it is broken.
std::string Verdict(std::string_view target, std::string_view function,
                    std::string_view clause) {
  const std::optional<Breach> breach = Hold(target, function, clause);
  return breach.has_value() ? breach->explanation : "kept";
}

TEST(CheckTest, PromisesThatAreKept) {
  const struct {
    const char* target;
    const char* function;
    const char* clause;
  } kCases[] = {
      {"x86_64-gcc", "AddRelaxed", "lock"},
      {"x86_64-gcc", "AddRelaxed", "only lock add|lock inc"},
      {"x86_64-gcc", "FetchAddSeqCst", "xadd"},
      {"x86_64-gcc", "FetchAddSeqCst", "lock xadd"},
      {"x86_64-gcc", "FetchAddSeqCst", "at most 3 instructions"},
      {"x86_64-gcc", "CompareExchange", "lock cmpxchg next sete|setne"},
      {"x86_64-gcc", "CompareExchange", "mov…lock cmpxchg next sete…ret"},
      {"x86_64-gcc", "Plain", "only read-modify-write"},
      {"x86_64-gcc", "Fence", "fence"},
      {"aarch64-gcc", "AddRelaxed", "ldxr…stxr loop"},
      {"aarch64-gcc", "AddRelaxed", "load-linked…add…store-conditional"},
      {"aarch64-gcc", "AddRelaxed", "ldxr next add next stxr next cbnz loop"},
      {"aarch64-gcc", "AddRelaxed", "never acquire, release, call"},
      {"aarch64-gcc", "FetchAddSeqCst", "acquire…release"},
      {"aarch64-gcc", "SpinLock", "ldaxrb…stxrb…ldr…str…stlrb"},
      {"aarch64-gcc", "SpinLock", "ldrb loop"},
      {"aarch64-gcc", "SpinLock", "exactly 1 stlrb"},
      {"aarch64-gcc", "Locked", "call Mutex::lock…call Mutex::unlock"},
      {"aarch64-gcc", "Locked", "call Mutex::*"},
      {"aarch64-gcc", "Locked", "exactly 1 store"},
      {"aarch64-gcc", "LockedByLibrary", "call pthread_mutex_lock"},
      {"aarch64_lse-gcc", "AddRelaxed", "no loop"},
      {"aarch64_lse-gcc", "AddRelaxed", "only atomic"},
      {"aarch64_lse-gcc", "FetchAddSeqCst", "ldaddal"},
      {"aarch64_outline-gcc", "AddRelaxed", "call __aarch64_ldadd8_relax"},
  };
  for (const auto& [target, function, clause] : kCases) {
    EXPECT_EQ(Verdict(target, function, clause), "kept")
        << target << " " << function << ": " << clause;
  }
}

TEST(CheckTest, AStoreBarrierIsNoRelease) {
  const listing::Function function{
      .architecture = listing::Architecture::kAArch64,
      .instructions = {{.mnemonic = "dmb",
                        .operand_text = "ishst",
                        .operands = {{.kind = listing::Operand::Kind::kName,
                                      .name = "ishst"}}}}};
  const Term release{.kind = Term::Kind::kRelease};
  const Term store_store{.kind = Term::Kind::kStoreStore};
  EXPECT_TRUE(
      Check({.elements = {{.alternatives = {release}}}}, function).has_value());
  EXPECT_FALSE(Check({.elements = {{.alternatives = {store_store}}}}, function)
                   .has_value());
}

TEST(CheckTest, PromisesThatAreBrokenAndWhere) {
  const struct {
    const char* target;
    const char* function;
    const char* clause;
    const char* verdict;
  } kCases[] = {
      // Another operation, another level, another order, another width.
      {"x86_64-gcc", "Plain", "lock", "no lock"},
      {"aarch64_lse-gcc", "AddRelaxed", "ldxr…stxr", "no ldxr"},
      {"aarch64-gcc", "AddRelaxed", "ldadd", "no ldadd"},
      {"aarch64_lse-gcc", "FetchAddSeqCst", "ldadd", "no ldadd"},
      {"aarch64-gcc", "FetchAddSeqCst", "ldaxr…stxr",
       "no stxr after the ldaxr at +0x4"},
      {"aarch64-gcc", "SpinLock", "ldaxr", "no ldaxr"},
      // The right ones in the wrong order.
      {"aarch64-gcc", "SpinLock", "stlrb…str",
       "no str after the stlrb at +0x40"},
      {"aarch64-gcc", "Locked", "call Mutex::unlock…call Mutex::lock",
       "no call Mutex::lock after the b at +0x34"},
      // Something between them.
      {"aarch64-gcc", "AddRelaxed", "ldxr next stxr",
       "no stxr right behind the ldxr at +0x0"},
      {"aarch64-gcc", "AddRelaxed", "ldxr next add…ldxr",
       "no ldxr after the add at +0x4"},
      // Not in a loop, or a loop where none may be.
      {"aarch64-gcc", "SpinLock", "stlrb loop",
       "it occurs, but no loop holds it"},
      {"aarch64-gcc", "AddRelaxed", "no loop", "there is loop: ldxr at +0x0"},
      // What must not be.
      {"aarch64_outline-gcc", "AddRelaxed", "no call",
       "there is call: bl at +0x10"},
      {"aarch64-gcc", "FetchAddSeqCst", "never fence, release",
       "there is release: stlxr at +0xc"},
      {"aarch64-gcc", "SpinLock", "only ldaxrb, stxrb, ldr, str, ldrb",
       "something else can be noticed: stlrb at +0x40"},
      {"x86_64-gcc", "AcquireFence", "only lock add",
       "there is nothing of the kind"},
      // Too many.
      {"aarch64-gcc", "AddRelaxed", "at most 4 instructions",
       "found 5 instructions"},
      {"aarch64-gcc", "SpinLock", "exactly 1 ldaxrb", "found 2 ldaxrb"},
      {"aarch64-gcc", "Plain", "exactly 1 atomic", "found 0 atomic"},
  };
  for (const auto& [target, function, clause, verdict] : kCases) {
    EXPECT_EQ(Verdict(target, function, clause), verdict)
        << target << " " << function << ": " << clause;
  }
}

TEST(CheckTest, FlagsThatAreOverwrittenBeforeTheyAreReadBreakNext) {
  listing::Function function = Fixture("x86_64-gcc", "CompareExchange");
  const auto exchange = std::ranges::find(function.instructions, "lock cmpxchg",
                                          &listing::Instruction::mnemonic);
  ASSERT_NE(exchange, function.instructions.end());
  function.instructions.insert(
      exchange + 1, {.address = exchange->address, .mnemonic = "xor"});
  const auto explanation = [&](std::string_view clause) {
    const auto promises =
        ParsePromise(absl::StrCat("F x86_64-gcc: ", clause), "test", 1);
    const auto breach = Check(promises.value().front().clause, function);
    return breach.has_value() ? breach->explanation : "kept";
  };
  EXPECT_EQ(explanation("lock cmpxchg…sete"), "kept");
  EXPECT_TRUE(absl::StartsWith(explanation("lock cmpxchg next sete"),
                               "no sete right behind the lock cmpxchg at +0x"));
}

TEST(CheckTest, SpillsToTheOwnStackAreNoStores) {
  // The prologue stores registers; one store is the guarded integer's.
  EXPECT_EQ(Verdict("aarch64-gcc", "Locked", "exactly 1 load"), "kept");
  EXPECT_EQ(Verdict("x86_64-gcc", "Locked", "never store"), "kept");
}

TEST(CheckTest, ABreachMarksWhatIsKeptAndWhatIsBroken) {
  const Breach order =
      Hold("aarch64-gcc", "FetchAddSeqCst", "ldaxr…stxr").value_or(Breach());
  EXPECT_EQ(order.kept, std::vector<std::size_t>{1});
  const Breach never =
      Hold("aarch64-gcc", "SpinLock", "never ldaxrb").value_or(Breach());
  EXPECT_EQ(never.broken, (std::vector<std::size_t>{1, 8}));
}

TEST(CheckTest, NothingIsPromisedOfWhatIsNotKnown) {
  const auto promises = ParsePromise("F x86_64-gcc: no call", "test", 1);
  ASSERT_TRUE(promises.ok()) << promises.status();
  listing::Function function = Fixture("x86_64-gcc", "AddRelaxed");
  ASSERT_FALSE(function.instructions.empty());
  const Clause& clause = promises->front().clause;
  EXPECT_FALSE(Check(clause, function).has_value());
  listing::Instruction& first = function.instructions.front();
  first = {.address = first.address,
           .bytes = first.bytes,
           .mnemonic = ".byte",
           .operand_text = "0x06",
           .unknown = true};
  const std::optional<Breach> breach = Check(clause, function);
  ASSERT_TRUE(breach.has_value());
  EXPECT_EQ(breach->explanation,
            "it cannot be judged: the decoder does not know .byte 0x06 at "
            "+0x0");
}

}  // namespace
}  // namespace atomics_lab::asmcheck
