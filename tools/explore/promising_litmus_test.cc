// More shapes, of both machines: each asks what the architecture says, and that
// the two agree. herd7 7.58 has the same answers.
#include "tools/explore/promising_litmus.h"

#include <cstdint>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/armv8_litmus.h"

namespace atomics_lab::explore::litmus {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

// That word's address, in register `to`, with a dependency on `from`.
Code Dependent(int to, int from, std::uint64_t word) {
  return {Do(Operation::kXor, to, R(from), R(from)),
          Do(Operation::kAdd, to, R(to), C(word))};
}

Outcomes ReadAfterOverwriting(const Code& first, const Code& second) {
  return Agreed(
      {.threads = {first, second}, .registers = {{1, 1}}, .memory = {kY}});
}

TEST(ReadAfterOverwriting, NeedsOrderOnBothSides) {
  const Row lost = {0, 2};
  const Code release = {Str(C(kX), C(1)), Stlr(C(kY), C(1))};
  EXPECT_THAT(ReadAfterOverwriting({Str(C(kX), C(1)), Str(C(kY), C(1))},
                                   {Str(C(kY), C(2)), Ldr(1, C(kX))}),
              Contains(lost));
  EXPECT_THAT(ReadAfterOverwriting(
                  {Str(C(kX), C(1)), Dmb(Fence::kFull), Str(C(kY), C(1))},
                  {Str(C(kY), C(2)), Dmb(Fence::kFull), Ldr(1, C(kX))}),
              Not(Contains(lost)));
  EXPECT_THAT(
      ReadAfterOverwriting(release, {Stlr(C(kY), C(2)), Ldar(1, C(kX))}),
      Not(Contains(lost)));
  EXPECT_THAT(
      ReadAfterOverwriting(
          release, {Stlr(C(kY), C(2)), Ldr(1, C(kX), Acquire::kAcquirePc)}),
      Contains(lost));
}

TEST(WriteToReadCausality, IsKeptByDependencies) {
  const Code middle =
      Then({{Ldr(1, C(kX)), Do(Operation::kXor, 2, R(1), R(1)),
             Do(Operation::kAdd, 2, R(2), C(1)), Str(C(kY), R(2))}});
  const Code last =
      Then({{Ldr(1, C(kY))}, Dependent(3, 1, kX), {Ldr(2, R(3))}});
  const auto outcomes = [&](const Code& reader) {
    return Agreed({.threads = {{Str(C(kX), C(1))}, middle, reader},
                   .registers = {{1, 1}, {2, 1}, {2, 2}}});
  };
  const Row broken = {1, 1, 0};
  EXPECT_THAT(outcomes(last), Not(Contains(broken)));
  EXPECT_THAT(outcomes({Ldr(1, C(kY)), Ldr(2, C(kX))}), Contains(broken));
}

// ctrl-addr-rfi-addr: all of it goes ahead of the first load.
TEST(Forwarding, GoesThroughAnAddressBehindABranch) {
  const Code writer = {Str(C(kX), C(1)), Dmb(Fence::kFull), Str(C(kY), C(1))};
  const auto outcomes = [&](const Code& between) {
    const Code reader = Then({{Ldr(6, C(kZ + 8)), Ldr(1, C(kY))},
                              between,
                              Dependent(3, 6, kZ),
                              {Str(R(3), C(kX)), Ldr(4, C(kZ)), Ldr(2, R(4))}});
    return Agreed({.threads = {writer, reader}, .registers = {{1, 1}, {1, 2}}});
  };
  const Row stale = {1, 0};
  EXPECT_THAT(outcomes({Branch(R(1), 3)}), Contains(stale));
  EXPECT_THAT(outcomes({Dmb(Fence::kLoad)}), Not(Contains(stale)));
}

// While what it is compared with is still being read, others write.
TEST(CompareAndSwap, IsAtomicWhereItsComparisonComesLate) {
  const Code late = Then({{Ldr(1, C(kY))}, Cas(2, C(kX), R(1), C(1))});
  EXPECT_THAT(Agreed({.threads = {late, {Str(C(kX), C(2))}},
                      .registers = {{0, 2}},
                      .memory = {kX}}),
              ElementsAre(Row{0, 2}, Row{2, 2}));
}

TEST(CompareAndSwap, StoresBehindWhatItIsComparedWith) {
  const Code cas =
      Then({{Str(C(kX), C(2)), Ldr(1, C(kY))}, Cas(2, C(kX), R(1), C(1))});
  const Code other =
      Then({{Ldr(1, C(kX))}, Dependent(3, 1, kY), {Str(R(3), C(2))}});
  EXPECT_THAT(Agreed({.threads = {cas, other}, .registers = {{0, 1}, {1, 1}}}),
              Not(Contains(Row{2, 1})));
}

// Whether it stored decides a branch through a forwarded value: an isb waits
// for its read, as it waits for the load's.
TEST(CompareAndSwap, HoldsAnInstructionBarrierBack) {
  const Code writer = {Str(C(kY), C(1)), Dmb(Fence::kFull), Str(C(kX), C(2))};
  const auto outcomes = [&](const Code& between) {
    const Code early = Then({Cas(1, C(kX), C(2), C(3)),
                             {Ldr(2, C(kX)), Branch(R(2), 6)},
                             between,
                             {Ldr(4, C(kY))}});
    return Agreed(
        {.threads = {early, writer}, .registers = {{0, 1}, {0, 2}, {0, 4}}});
  };
  const Row stale = {2, 3, 0};
  EXPECT_THAT(outcomes({}), Contains(stale));
  EXPECT_THAT(outcomes({Dmb(Fence::kInstruction)}), Not(Contains(stale)));
}

// A failed one stores nothing for a store fence to wait for.
TEST(CompareAndSwap, IsOvertakenByAStoreIfItFails) {
  const Code early =
      Then({Cas(1, C(kX), C(0), C(2)), {Dmb(Fence::kStore), Str(C(kY), C(1))}});
  const Code other =
      Then({Swp(1, C(kY), C(2), true, false), Cas(2, C(kX), C(0), C(1))});
  EXPECT_THAT(Agreed({.threads = {early, other}, .memory = {kX, kY}}),
              Contains(Row{1, 2}));
}

// The monitor has served when another thread writes behind the store.
TEST(ExclusiveStore, KeepsWhatItStoredAheadOfAnEarlierStore) {
  const Code early = {Ldxr(4, C(kY)), Str(C(kX), C(2)), Stxr(9, C(kY), C(1)),
                      Ldr(2, C(kY))};
  const Code reader =
      Then({{Ldr(3, C(kY))}, Dependent(5, 3, kX), {Ldr(4, R(5))}});
  EXPECT_THAT(Agreed({.threads = {reader, early, {Str(C(kY), C(2))}},
                      .registers = {{0, 3}, {0, 4}, {1, 2}, {1, 9}},
                      .memory = {kY}}),
              Contains(Row{2, 0, 1, 0, 2}));
}

TEST(ExclusiveStore, FailsIfAnotherThreadStoredMeanwhile) {
  const Code increment = {Ldxr(1, C(kX)), Do(Operation::kAdd, 1, R(1), C(1)),
                          Stxr(2, C(kX), R(1))};
  const Outcomes outcomes = Agreed({.threads = {increment, increment},
                                    .registers = {{0, 2}, {1, 2}},
                                    .memory = {kX}});
  EXPECT_THAT(outcomes, Contains(Row{0, 0, 2}));
  EXPECT_THAT(outcomes, Contains(Row{1, 1, 0}));
  EXPECT_THAT(outcomes, Not(Contains(Row{0, 0, 1})));
}

// A load has the sum before the sum is known; what was computed from it waits.
TEST(FetchAdd, IsForwardedBeforeItReads) {
  const Code writer = {Str(C(kY), C(1)), Dmb(Fence::kFull), Str(C(kX), C(2))};
  const auto outcomes = [&](const Code& between, const Source& address) {
    const Code adder = Then({Ldadd(1, C(kX), C(1), false, false),
                             {Ldr(2, C(kX))},
                             between,
                             {Ldr(4, address)}});
    return Agreed({.threads = {adder, writer}, .registers = {{0, 2}, {0, 4}}});
  };
  const Row stale = {3, 0};
  EXPECT_THAT(outcomes({}, C(kY)), Contains(stale));
  EXPECT_THAT(outcomes(Dependent(3, 2, kY), R(3)), Not(Contains(stale)));
  EXPECT_THAT(outcomes({Dmb(Fence::kFull)}, C(kY)), Not(Contains(stale)));
}

// Both halves of a swap that acquires and releases keep later loads back.
TEST(Swap, IsAFullFenceIfItAcquiresAndReleases) {
  const auto outcomes = [](bool acquire, bool release) {
    const auto side = [&](std::uint64_t mine, std::uint64_t other) {
      return Then(
          {Swp(2, C(mine), C(1), acquire, release), {Ldr(1, C(other))}});
    };
    return Agreed({.threads = {side(kX, kY), side(kY, kX)},
                   .registers = {{0, 1}, {1, 1}}});
  };
  const Row both_old = {0, 0};
  EXPECT_THAT(outcomes(true, true), Not(Contains(both_old)));
  EXPECT_THAT(outcomes(true, false), Contains(both_old));
  EXPECT_THAT(outcomes(false, true), Contains(both_old));
}

}  // namespace
}  // namespace atomics_lab::explore::litmus
