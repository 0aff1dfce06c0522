#include "tests/herd/counter_litmus.h"

#include <cstdlib>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/herd/catalog.h"
#include "tools/explore/search.h"
#include "tools/litmus/litmus.h"

namespace atomics_lab::herd {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kLse[] = "SUITE_LSE";
constexpr char kX86[] = "SUITE_X86";

absl::StatusOr<PreparedCounter> Prepared(const char* suite,
                                         const CounterQuestion& question) {
  return Prepare(std::getenv(suite), question, 64);
}

// The first thread's code, or why there is none.
std::vector<std::string> Code(const char* suite,
                              const CounterQuestion& question) {
  const auto prepared = Prepared(suite, question);
  if (!prepared.ok()) return {std::string(prepared.status().message())};
  return prepared->litmus.test.threads[0].code;
}

TEST(CounterLitmus, KeepsLoadsAndStores) {
  EXPECT_THAT(Code(kLse, {.counter = "racy_split"}),
              ElementsAre("mov x1,#1", "ldr x2, [x10]", "add x2, x2, x1",
                          "str x2, [x10]", "b L0C0S4", "L0C0S4:", "mov x11,#1",
                          "CUT0:"));
}

TEST(CounterLitmus, WritesAtAndTSyntaxForX86) {
  EXPECT_THAT(Code(kX86, {.counter = "fetch_add_relaxed_64"}),
              ElementsAre("movq $1,%rsi", "lock addq %rsi,(%r8)", "jmp L0C0S2",
                          "L0C0S2:", "movq $1,%r9", "CUT0:"));
}

TEST(CounterLitmus, WritesInOtherWordsWhatHerdHasNot) {
  EXPECT_THAT(
      Code(kX86, {.counter = "cas_strong"}),
      ElementsAre("movq $1,%rsi", "movq (%r8),%rax", "movq %rsi,%rdx",
                  "addq %rax,%rdx", "lock cmpxchgq (%r8),%rdx", "jne CUT0",
                  "jmp L0C0S5", "L0C0S5:", "movq $1,%r9", "CUT0:"));
}

// The loop's end stands first, and once more after one round.
TEST(CounterLitmus, FollowsAsManyJumpsBackAsItIsTold) {
  EXPECT_THAT(
      Code(kX86, {.counter = "exchange", .rounds = 1}),
      ElementsAre("movq $1,%rsi", "jmp L0C0S1", "L0C0S1:", "cmpq $0,%rsi",
                  "jne L0C0S4", "jmp L0C0S11", "L0C0S4:", "xorl %eax,%eax",
                  "xchgq %rax,(%r8)", "addq %rax,%rsi", "xchgq %rsi,(%r8)",
                  "cmpq $0,%rsi", "jne CUT0", "jmp L0C0S11",
                  "L0C0S11:", "movq $1,%r9", "CUT0:"));
}

TEST(CounterLitmus, RepeatsTheCodeForEachIncrement) {
  EXPECT_THAT(Code(kX86, {.counter = "fetch_add_relaxed_64", .increments = 2}),
              ElementsAre("movq $1,%rsi", "lock addq %rsi,(%r8)", "jmp L0C0S2",
                          "L0C0S2:", "movq $1,%rsi", "lock addq %rsi,(%r8)",
                          "jmp L0C1S2", "L0C1S2:", "movq $1,%r9", "CUT0:"));
}

TEST(CounterLitmus, CutsJumpsBackOff) {
  EXPECT_THAT(Code(kLse, {.counter = "inline_asm"}),
              ElementsAre("mov x1,#1", "ldxr x2, [x10]", "add x2, x2, x1",
                          "stxr w3, x2, [x10]", "cbnz w3, CUT0", "b L0C0S5",
                          "L0C0S5:", "mov x11,#1", "CUT0:"));
}

// The prologue and the lock's address are gone, the lock and the count are two
// locations, and what follows a first failure is cut off.
TEST(CounterLitmus, LeavesNothingOfALockButItsAccesses) {
  EXPECT_THAT(
      Code(kLse, {.counter = "tas_spinlock"}),
      ElementsAre("mov x1,#1", "mov w20, #1", "mov x21, x1", "mov w1, #0",
                  "swpab w20, w0, [x10]", "tst w0, #255", "b.eq L0C0S10",
                  "add w1, w1, #1", "cmp w1, #100", "b.ne CUT0", "b CUT0",
                  "L0C0S10:", "ldr x1, [x11]", "add x1, x1, x21",
                  "str x1, [x11]", "stlrb wzr, [x10]", "b L0C0S15",
                  "L0C0S15:", "mov x12,#1", "CUT0:"));
}

TEST(CounterLitmus, SaysWhatHerdHasNot) {
  EXPECT_THAT(Code(kX86, {.counter = "inline_asm"}),
              ElementsAre("herd7 has no `lock xadd qword ptr [rdi], rsi`"));
}

TEST(CounterLitmus, SaysWhyCodeCannotBeMadeStraight) {
  EXPECT_THAT(Code(kLse, {.counter = "std_mutex"}),
              ElementsAre("every way calls or jumps back"));
  EXPECT_THAT(Code(kLse, {.counter = "mcs_lock"}),
              ElementsAre("`swpal x20, x0, [x19]` stores an address"));
  EXPECT_THAT(Code(kLse, {.counter = "record_dwcas"}),
              ElementsAre("byte 0 of the counter has several sizes"));
  EXPECT_THAT(Code(kLse, {.counter = "sharded"}),
              ElementsAre(HasSubstr("memory that is not known beforehand")));
}

TEST(HerdFinals, RefusesACounterOfWhichNothingIsLeft) {
  const auto prepared = Prepared(kX86, {.counter = "exchange"});
  ASSERT_TRUE(prepared.ok()) << prepared.status();
  const auto finals = HerdFinals(*prepared, std::getenv("TEST_TMPDIR"));
  EXPECT_TRUE(absl::IsUnimplemented(finals.status())) << finals.status();
}

// The comparison must be able to fail: the machine under it is exchanged for
// one that reorders nothing.
TEST(HerdFinals, AreNotThoseOfAStrongerMachine) {
  const CounterQuestion question = {.counter = "racy_relaxed_unlock"};
  const auto prepared = Prepared(kLse, question);
  ASSERT_TRUE(prepared.ok()) << prepared.status();
  const auto herd = HerdFinals(*prepared, std::getenv("TEST_TMPDIR"));
  ASSERT_TRUE(herd.ok()) << herd.status();
  const auto strong =
      ExploredFinals(std::getenv(kLse), question, 64, explore::Model::kSc);
  ASSERT_TRUE(strong.ok()) << strong.status();
  EXPECT_THAT(*herd, ElementsAre(1, 2));
  EXPECT_THAT(*strong, ElementsAre(2));
}

}  // namespace
}  // namespace atomics_lab::herd
