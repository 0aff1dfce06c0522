#include "tools/bench/timed_run.h"

#include <chrono>
#include <cstdint>

#include "counters/catalog.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/bench/mix.h"
#include "tools/bench/subject.h"

namespace atomics_lab::bench {
namespace {

using std::chrono::microseconds;
using ::testing::Each;
using ::testing::Ge;
using ::testing::SizeIs;

constexpr std::uint64_t kOneBatch = kBatch;

TEST(CounterSubjects, AreTheCatalogs) {
  ASSERT_EQ(CounterSubjects().size(), Specimens().size());
  for (const Specimen& specimen : Specimens()) {
    const Subject* const subject = FindSubject(specimen.name);
    ASSERT_NE(subject, nullptr) << specimen.name;
    EXPECT_EQ(subject->name, specimen.name);
  }
  EXPECT_NE(FindSubject(kBaseline), nullptr);
  EXPECT_EQ(FindSubject("floor"), nullptr);
}

// Some racy ones are data races on purpose: those have one thread.
TEST(RunForTime, EveryThreadHasATally) {
  for (const Specimen& specimen : Specimens()) {
    const int threads = specimen.claims.lossless ? 3 : 1;
    const Tally tally =
        RunForTime(*FindSubject(specimen.name),
                   {.threads = threads, .time = microseconds(100)});
    EXPECT_THAT(tally.increments, SizeIs(threads)) << specimen.name;
    EXPECT_THAT(tally.increments, Each(Ge(kOneBatch))) << specimen.name;
    EXPECT_GT(tally.seconds, 0) << specimen.name;
  }
}

TEST(RunForTime, AFreeThreadIsMeasuredAsWell) {
  const Tally tally = RunForTime(
      Floor(), {.threads = 1, .time = microseconds(100), .pinned = false});
  EXPECT_THAT(tally.increments, SizeIs(1));
}

TEST(RunForTime, DoesTheMix) {
  const Tally tally = RunForTime(
      *FindSubject("sharded"),
      {.threads = 2, .time = microseconds(100), .mix = *FindMix("reads10")});
  constexpr std::uint64_t kRound = 10;
  for (const std::uint64_t operations : tally.increments) {
    EXPECT_EQ(operations % kRound, 0U);
    EXPECT_GE(operations, kRound);
  }
}

TEST(Tally, TimeIsSharedOutAmongAllIncrements) {
  const Tally tally = {.increments = {300, 100}, .seconds = 4e-6};
  EXPECT_EQ(tally.total(), 400U);
  EXPECT_DOUBLE_EQ(tally.ns(), 10);
}

}  // namespace
}  // namespace atomics_lab::bench
