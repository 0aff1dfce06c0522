#include "tools/explore/reachable_accesses.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/armv8_litmus.h"

namespace atomics_lab::explore::litmus {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

constexpr AccessedPlace Loaded(std::uint64_t address) {
  return {address, 8, false};
}
constexpr AccessedPlace Stored(std::uint64_t address) {
  return {address, 8, true};
}

// One thread that calls `code` twice, with x in register 9.
Job TwiceWithX(const Code& code) {
  return JobOf({.threads = {code}, .calls = 2, .start = {{9, kX}}});
}

ReachableAccesses::Places OfWhole(const Code& code) {
  const Job job = TwiceWithX(code);
  return ReachableAccesses(job.program, job.threads[0]).FromStart();
}

ReachableAccesses::Places OfRest(const Code& code, std::uint32_t operation,
                                 bool again) {
  const Job job = TwiceWithX(code);
  return ReachableAccesses(job.program, job.threads[0])
      .From(operation, {}, again);
}

TEST(Reachable, AddressesAreComputedFromWhatTheThreadIsGiven) {
  EXPECT_THAT(OfWhole({Ldr(1, R(9)), Do(Operation::kAdd, 2, R(9), C(0x10)),
                       Str(R(2), R(1))}),
              Optional(ElementsAre(Loaded(kX), Stored(kY))));
}

TEST(Reachable, AddressesThatAreReadCannotBeTold) {
  EXPECT_EQ(OfWhole({Ldr(1, R(9)), Ldr(2, R(1))}), std::nullopt);
  EXPECT_EQ(OfWhole({Stxr(1, R(9), C(0)), Ldr(2, R(1))}), std::nullopt);
}

TEST(Reachable, ALoopThatWalksThroughMemoryCannotBeTold) {
  EXPECT_EQ(OfWhole({Ldr(1, R(9)), Do(Operation::kAdd, 9, R(9), C(8)),
                     Branch(R(1), 0)}),
            std::nullopt);
}

TEST(Reachable, BothWaysOfABranchThatIsNotKnown) {
  EXPECT_THAT(OfWhole({Ldr(1, R(9)), Branch(R(1), 3), Str(C(kY), C(1)),
                       Str(C(kZ), C(1))}),
              Optional(ElementsAre(Loaded(kX), Stored(kY), Stored(kZ))));
}

TEST(Reachable, OneWayOfABranchThatIsKnown) {
  EXPECT_THAT(OfWhole({Branch(R(9), 2), Str(C(kY), C(1)), Str(C(kZ), C(1))}),
              Optional(ElementsAre(Stored(kZ))));
}

TEST(Reachable, OfTheRestOfACallAndOfThoseAfterIt) {
  const Code code = {Ldr(1, C(kX)), Str(C(kY), C(1))};
  EXPECT_THAT(OfRest(code, 1, false), Optional(ElementsAre(Stored(kY))));
  EXPECT_THAT(OfRest(code, 1, true),
              Optional(ElementsAre(Loaded(kX), Stored(kY))));
}

}  // namespace
}  // namespace atomics_lab::explore::litmus
