// Shapes with known answers; herd7 7.58 has the same, and so has the promising
// search, with which each is compared.
#include "tools/explore/armv8_litmus.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/promising_litmus.h"

namespace atomics_lab::explore::litmus {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

// The reader's registers 1 (of y, the flag) and 2 (of x, the data).
Outcomes MessagePassing(const Code& writer, const Code& reader) {
  return Agreed({.threads = {writer, reader}, .registers = {{1, 1}, {1, 2}}});
}
Code Writer(const Code& between = {}) {
  return Then({{Str(C(kX), C(1))}, between, {Str(C(kY), C(1))}});
}
// An address that depends on register 1 and is x all the same.
Code DependentX() {
  return {Do(Operation::kXor, 3, R(1), R(1)),
          Do(Operation::kAdd, 4, R(3), C(kX))};
}

const Row kStale = {1, 0};

TEST(MessagePassing, IsWeakWithoutOrder) {
  EXPECT_THAT(MessagePassing(Writer(), {Ldr(1, C(kY)), Ldr(2, C(kX))}),
              ElementsAre(Row{0, 0}, Row{0, 1}, Row{1, 0}, Row{1, 1}));
}

TEST(MessagePassing, IsStrongWithAFenceAndAnAddress) {
  const Code reader = Then({{Ldr(1, C(kY))}, DependentX(), {Ldr(2, R(4))}});
  EXPECT_THAT(MessagePassing(Writer({Dmb(Fence::kFull)}), reader),
              Not(Contains(kStale)));
  EXPECT_THAT(MessagePassing(Writer({Dmb(Fence::kStore)}), reader),
              Not(Contains(kStale)));
  EXPECT_THAT(MessagePassing(Writer({Dmb(Fence::kLoad)}), reader),
              Contains(kStale));
}

// The register tells the test what the machine says that nobody gets.
TEST(MessagePassing, IsWeakWhereALoadFenceIsBehindADiscardedRead) {
  const auto reader = [](bool discarded) {
    Code swap = Swp(1, C(kY), C(2), false, false);
    swap[0].discarded = discarded;
    return Then({swap, {Dmb(Fence::kLoad), Ldr(2, C(kX))}});
  };
  const Code writer = {Str(C(kX), C(1)), Stlr(C(kY), C(1))};
  EXPECT_THAT(MessagePassing(writer, reader(false)), Not(Contains(kStale)));
  EXPECT_THAT(MessagePassing(writer, reader(true)), Contains(kStale));
}

TEST(MessagePassing, IsStrongWithReleaseAndAcquire) {
  const Code writer = {Str(C(kX), C(1)), Stlr(C(kY), C(1))};
  EXPECT_THAT(MessagePassing(writer, {Ldar(1, C(kY)), Ldr(2, C(kX))}),
              Not(Contains(kStale)));
  EXPECT_THAT(MessagePassing(
                  writer, {Ldr(1, C(kY), Acquire::kAcquirePc), Ldr(2, C(kX))}),
              Not(Contains(kStale)));
}

TEST(MessagePassing, NeedsABarrierAfterABranch) {
  const Code writer = {Str(C(kX), C(1)), Stlr(C(kY), C(1))};
  EXPECT_THAT(
      MessagePassing(writer, {Ldr(1, C(kY)), Branch(R(1), 2), Ldr(2, C(kX))}),
      Contains(kStale));
  EXPECT_THAT(MessagePassing(writer, {Ldr(1, C(kY)), Branch(R(1), 2),
                                      Dmb(Fence::kInstruction), Ldr(2, C(kX))}),
              Not(Contains(kStale)));
}

// The branch is followed by a store that is then forwarded (PPOCA), or the
// store's address depends (PPOAA).
TEST(MessagePassing, ForwardsBehindABranchAndNotBehindAnAddress) {
  const Code tail = {Ldr(5, C(kZ)), Do(Operation::kXor, 6, R(5), R(5)),
                     Do(Operation::kAdd, 6, R(6), C(kX)), Ldr(2, R(6))};
  const Code ppoca =
      Then({{Ldr(1, C(kY)), Branch(R(1), 2), Str(C(kZ), C(1))}, tail});
  const Code ppoaa =
      Then({{Ldr(1, C(kY)), Do(Operation::kXor, 3, R(1), R(1)),
             Do(Operation::kAdd, 4, R(3), C(kZ)), Str(R(4), C(1))},
            tail});
  EXPECT_THAT(MessagePassing(Writer({Dmb(Fence::kFull)}), ppoca),
              Contains(kStale));
  EXPECT_THAT(MessagePassing(Writer({Dmb(Fence::kFull)}), ppoaa),
              Not(Contains(kStale)));
}

Outcomes StoreBuffering(const Code& between, bool release, Acquire acquire) {
  const auto side = [&](std::uint64_t mine, std::uint64_t other) {
    return Then(
        {{Str(C(mine), C(1), release)}, between, {Ldr(1, C(other), acquire)}});
  };
  return Agreed(
      {.threads = {side(kX, kY), side(kY, kX)}, .registers = {{0, 1}, {1, 1}}});
}

TEST(StoreBuffering, IsForbiddenByFencesAndByReleaseThenAcquire) {
  const Row both_old = {0, 0};
  EXPECT_THAT(StoreBuffering({}, false, Acquire::kNone), Contains(both_old));
  EXPECT_THAT(StoreBuffering({Dmb(Fence::kFull)}, false, Acquire::kNone),
              Not(Contains(both_old)));
  EXPECT_THAT(StoreBuffering({}, true, Acquire::kAcquire),
              Not(Contains(both_old)));
  EXPECT_THAT(StoreBuffering({}, true, Acquire::kAcquirePc),
              Contains(both_old));
}

TEST(LoadBuffering, IsForbiddenByDataDependencies) {
  const Row both_new = {1, 1};
  const auto plain = [](std::uint64_t from, std::uint64_t to) {
    return Code{Ldr(1, C(from)), Str(C(to), C(1))};
  };
  const auto data = [](std::uint64_t from, std::uint64_t to) {
    return Code{Ldr(1, C(from)), Do(Operation::kXor, 2, R(1), R(1)),
                Do(Operation::kAdd, 2, R(2), C(1)), Str(C(to), R(2))};
  };
  EXPECT_THAT(Agreed({.threads = {plain(kX, kY), plain(kY, kX)},
                      .registers = {{0, 1}, {1, 1}}}),
              Contains(both_new));
  EXPECT_THAT(Agreed({.threads = {data(kX, kY), data(kY, kX)},
                      .registers = {{0, 1}, {1, 1}}}),
              Not(Contains(both_new)));
}

TEST(TwoPlusTwoWrites, CanBothLose) {
  const auto side = [](std::uint64_t a, std::uint64_t b, const Code& between) {
    return Then({{Str(C(a), C(1))}, between, {Str(C(b), C(2))}});
  };
  const Row both_first = {1, 1};
  EXPECT_THAT(Agreed({.threads = {side(kX, kY, {}), side(kY, kX, {})},
                      .memory = {kX, kY}}),
              Contains(both_first));
  const Code fence = {Dmb(Fence::kStore)};
  EXPECT_THAT(Agreed({.threads = {side(kX, kY, fence), side(kY, kX, fence)},
                      .memory = {kX, kY}}),
              Not(Contains(both_first)));
}

Outcomes IndependentReads(Acquire acquire) {
  const auto reader = [&](std::uint64_t a, std::uint64_t b) {
    return Code{Ldr(1, C(a), acquire), Ldr(2, C(b), acquire)};
  };
  return Agreed({.threads = {{Str(C(kX), C(1))},
                             {Str(C(kY), C(1))},
                             reader(kX, kY),
                             reader(kY, kX)},
                 .registers = {{2, 1}, {2, 2}, {3, 1}, {3, 2}}});
}

TEST(IndependentReads, AgreeIfTheyAcquire) {
  const Row disagree = {1, 0, 1, 0};
  EXPECT_THAT(IndependentReads(Acquire::kNone), Contains(disagree));
  EXPECT_THAT(IndependentReads(Acquire::kAcquire), Not(Contains(disagree)));
}

TEST(Coherence, HoldsForReadsAndWritesOfOnePlace) {
  EXPECT_THAT(
      Agreed({.threads = {{Str(C(kX), C(1))}, {Ldr(1, C(kX)), Ldr(2, C(kX))}},
              .registers = {{1, 1}, {1, 2}}}),
      Not(Contains(kStale)));
  EXPECT_THAT(Agreed({.threads = {{Str(C(kX), C(1)), Str(C(kX), C(2))}},
                      .memory = {kX}}),
              ElementsAre(Row{2}));
  EXPECT_THAT(Agreed({.threads = {{Ldr(1, C(kX)), Str(C(kX), C(1))}},
                      .registers = {{0, 1}}}),
              ElementsAre(Row{0}));
}

// The earlier load's address comes late, and turns out to be the same.
TEST(Coherence, HoldsWhenAnAddressComesLate) {
  const Code reader =
      Then({{Ldr(1, C(kY))}, DependentX(), {Ldr(2, R(4)), Ldr(5, C(kX))}});
  const Outcomes outcomes = Agreed(
      {.threads = {{Str(C(kX), C(1))}, reader}, .registers = {{1, 2}, {1, 5}}});
  EXPECT_THAT(outcomes, ElementsAre(Row{0, 0}, Row{0, 1}, Row{1, 1}));
}

// herd7 7.58: P0: ldr x1,[x]; … of "S" and "R".
TEST(StoreAndRead, AreOrderedByDataAndFences) {
  const Code writer = {Str(C(kX), C(2)), Stlr(C(kY), C(1))};
  const auto reader = [](bool depends) {
    return Code{
        Ldr(1, C(kY)),
        Do(Operation::kXor, 2, depends ? R(1) : C(0), depends ? R(1) : C(0)),
        Do(Operation::kAdd, 2, R(2), C(1)), Str(C(kX), R(2))};
  };
  const Row lost = {1, 2};
  EXPECT_THAT(Agreed({.threads = {writer, reader(true)},
                      .registers = {{1, 1}},
                      .memory = {kX}}),
              Not(Contains(lost)));
  EXPECT_THAT(Agreed({.threads = {writer, reader(false)},
                      .registers = {{1, 1}},
                      .memory = {kX}}),
              Contains(lost));
}

// A load takes the value of a `cas` before the `cas` itself has read.
TEST(CompareAndSwap, IsForwardedBeforeItReads) {
  const Code early =
      Then({Cas(1, C(kX), C(0), C(1)),
            {Ldr(2, C(kX)), Do(Operation::kXor, 3, R(2), R(2)),
             Do(Operation::kAdd, 3, R(3), C(kY)), Ldr(4, R(3))}});
  const Code other = {Str(C(kY), C(1)), Dmb(Fence::kFull), Ldr(1, C(kX))};
  EXPECT_THAT(Agreed({.threads = {early, other},
                      .registers = {{0, 2}, {0, 4}, {1, 1}}}),
              Contains(Row{1, 0, 0}));
}

TEST(OwnMemory, CarriesDependencies) {
  const Code reader = Then({{Ldr(1, C(kY)), Str(R(9), R(1)), Ldr(1, R(9))},
                            DependentX(),
                            {Ldr(2, R(4))}});
  EXPECT_THAT(Explored({.threads = {Writer({Dmb(Fence::kFull)}), reader},
                        .registers = {{1, 1}, {1, 2}},
                        .start = {{9, kStack}}}),
              Not(Contains(kStale)));
}

}  // namespace
}  // namespace atomics_lab::explore::litmus
