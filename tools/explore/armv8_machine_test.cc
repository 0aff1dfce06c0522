// Counters and locks, and what the machine says of bounds and errors.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/armv8_litmus.h"

namespace atomics_lab::explore::litmus {
namespace {

using testing::ElementsAre;

constexpr char kWindow[] = "a window of 16 accesses";

Outcomes Counter(const Code& increment, int calls, std::size_t threads = 2,
                 const std::string& bound = "") {
  return Explored({.threads = std::vector<Code>(threads, increment),
                   .calls = calls,
                   .memory = {kX}},
                  bound);
}

TEST(RacyCounter, LosesButNeverBelowTwo) {
  const Code increment = {Ldr(1, C(kX)), Do(Operation::kAdd, 1, R(1), C(1)),
                          Str(C(kX), R(1))};
  EXPECT_THAT(Counter(increment, 2), ElementsAre(Row{2}, Row{3}, Row{4}));
  EXPECT_THAT(Counter(increment, 1), ElementsAre(Row{1}, Row{2}));
  EXPECT_EQ(Counter(increment, 3, 3).size(), 8U);
}

TEST(AtomicCounter, IsExact) {
  EXPECT_THAT(Counter(Then({Ldadd(1, C(kX), C(1), false, false)}), 2),
              ElementsAre(Row{4}));
  const Code exclusive = {Ldxr(1, C(kX)), Do(Operation::kAdd, 1, R(1), C(1)),
                          Stxr(2, C(kX), R(1)), Branch(R(2), 0)};
  EXPECT_THAT(Counter(exclusive, 2), ElementsAre(Row{4}));
}

// Takes the count out, adds to it and puts it back, and once more with what
// another thread put there meanwhile. All of it waits for the first exchange.
TEST(ExchangeCounter, IsExactAndFetchesNothingThatMustWait) {
  const Code code =
      Then({{Do(Operation::kCopy, 1, C(1), C(0))},
            Swp(2, C(kX), C(0), false, false),
            {Do(Operation::kAdd, 1, R(1), R(2))},
            Swp(2, C(kX), R(1), false, false),
            {Do(Operation::kCopy, 1, R(2), C(0)), Branch(R(1), 1)}});
  EXPECT_THAT(Counter(code, 2), ElementsAre(Row{4}));
  EXPECT_THAT(Counter(code, 1, 3), ElementsAre(Row{3}));
}

TEST(CompareAndSwapCounter, IsExact) {
  const Code loop =
      Then({{Ldr(1, C(kX)), Do(Operation::kAdd, 2, R(1), C(1))},
            Cas(3, C(kX), R(1), R(2)),
            {Do(Operation::kEqual, 4, R(3), R(1)),
             Do(Operation::kCopy, 1, R(3), C(0)),
             Do(Operation::kXor, 4, R(4), C(1)), Branch(R(4), 1)}});
  EXPECT_THAT(Counter(loop, 2), ElementsAre(Row{4}));
}

// As compilers have it: cmp and b.ne, on 32 bits.
TEST(CompareAndSwapCounter, IsExactWithFlags) {
  Code cas = Cas(3, C(kX), R(1), R(2));
  const auto half = [](Operation operation, int to, Source a, Source b) {
    MicroOp op = Do(operation, to, a, b);
    op.bits = 32;
    return op;
  };
  cas[0].size = cas[2].size = 4;
  cas[1].bits = 32;
  MicroOp load = Ldr(1, C(kX));
  load.size = 4;
  const Code loop =
      Then({{load, half(Operation::kAdd, 2, R(1), C(1))},
            cas,
            {half(Operation::kSub, 4, R(3), R(1)),
             half(Operation::kEqual, 5, R(4), C(0)),
             half(Operation::kCopy, 1, R(3), C(0)),
             half(Operation::kEqual, 6, R(5), C(0)), Branch(R(6), 1)}});
  EXPECT_THAT(Counter(loop, 2), ElementsAre(Row{4}));
  Code from_zero = loop;
  from_zero[0] = half(Operation::kCopy, 1, C(0), C(0));
  EXPECT_THAT(Counter(from_zero, 1), ElementsAre(Row{2}));
}

// swp x1,…,[y]; cbnz; x += 1; unlock
Outcomes SpinLock(bool acquire, bool release, int calls) {
  const Code code =
      Then({Swp(1, C(kY), C(1), acquire, false),
            {Branch(R(1), 0), Ldr(2, C(kX)), Do(Operation::kAdd, 2, R(2), C(1)),
             Str(C(kX), R(2)), Str(C(kY), C(0), release)}});
  // A swap that does not acquire may fetch any number of further ones.
  return Counter(code, calls, 2, acquire ? "" : kWindow);
}

TEST(SpinLock, NeedsAcquireAndRelease) {
  EXPECT_THAT(SpinLock(true, true, 1), ElementsAre(Row{2}));
  EXPECT_THAT(SpinLock(true, true, 2), ElementsAre(Row{4}));
  EXPECT_THAT(SpinLock(true, false, 1), ElementsAre(Row{1}, Row{2}));
  EXPECT_THAT(SpinLock(false, true, 1), ElementsAre(Row{1}, Row{2}));
}

TEST(ExclusiveLock, NeedsARelease) {
  const auto lock = [](bool release) {
    return Code{Ldxr(1, C(kY), Acquire::kAcquire),
                Branch(R(1), 0),
                Stxr(3, C(kY), C(1)),
                Branch(R(3), 0),
                Ldr(2, C(kX)),
                Do(Operation::kAdd, 2, R(2), C(1)),
                Str(C(kX), R(2)),
                Str(C(kY), C(0), release)};
  };
  EXPECT_THAT(Counter(lock(true), 1), ElementsAre(Row{2}));
  EXPECT_THAT(Counter(lock(false), 1), ElementsAre(Row{1}, Row{2}));
}

TEST(TicketLock, IsExact) {
  const Code code =
      Then({Ldadd(1, C(kY), C(1), true, false),
            {Ldar(2, C(kZ)), Do(Operation::kEqual, 3, R(1), R(2)),
             Do(Operation::kXor, 3, R(3), C(1)), Branch(R(3), 4), Ldr(4, C(kX)),
             Do(Operation::kAdd, 4, R(4), C(1)), Str(C(kX), R(4)),
             Do(Operation::kAdd, 1, R(1), C(1)), Stlr(C(kZ), R(1))}});
  EXPECT_THAT(Counter(code, 1), ElementsAre(Row{2}));
}

TEST(OwnMemory, MayNotEscape) {
  EXPECT_EQ(
      Everything({.threads = {{Str(C(kX), R(9))}}, .start = {{9, kStack}}})
          .status()
          .code(),
      kEscaped);
}

TEST(Errors, OfAWrongGuessAreNotReported) {
  const Code guarded = {Ldr(1, C(kY)), Branch(R(1), 3), Branch(C(1), 4),
                        Ldr(2, C(0xdead0)), Ldr(3, C(kX))};
  EXPECT_EQ(Everything({.threads = {guarded}}).status(), absl::OkStatus());
  const Code wild = {Ldr(1, C(kY)), Ldr(2, C(0xdead0))};
  EXPECT_EQ(Everything({.threads = {wild}}).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(Bounds, AreNamed) {
  const Code code = {Ldr(1, C(kX)), Ldr(1, C(kY)), Ldr(1, C(kZ))};
  const Code other = {Str(C(kX), C(1)), Str(C(kY), C(1)), Str(C(kZ), C(1))};
  const auto found = Everything({.threads = {code, other}}, {.window = 2});
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->bound, "a window of 2 accesses");
}

}  // namespace
}  // namespace atomics_lab::explore::litmus
