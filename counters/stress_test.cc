#include "counters/stress.h"

#include <atomic>
#include <cstdint>

#include "counters/catalog.h"
#include "counters/histogram.h"
#include "counters/probes.h"
#include "gtest/gtest.h"

namespace atomics_lab {
namespace {

const Probe& Exact() { return *FindProbe("fetch_add_relaxed_64"); }

TEST(StressTest, EveryRunOfALosslessCounterEndsWithTheTotal) {
  EXPECT_EQ(
      RunStress(Exact(), {.threads = 3, .increments = 7, .runs = 50}).values,
      (Histogram{{21, 50}}));
}

TEST(StressTest, EachRunHasANewCounter) {
  EXPECT_EQ(
      RunStress(Exact(), {.threads = 1, .increments = 1, .runs = 3}).values,
      (Histogram{{1, 3}}));
}

TEST(StressTest, NoIncrementsLeaveZero) {
  EXPECT_EQ(
      RunStress(Exact(), {.threads = 2, .increments = 0, .runs = 4}).values,
      (Histogram{{0, 4}}));
}

TEST(StressTest, NoRunsLeaveAnEmptyHistogram) {
  EXPECT_EQ(
      RunStress(Exact(), {.threads = 2, .increments = 2, .runs = 0}).values,
      Histogram{});
}

TEST(StressTest, AThreadAloneOverlapsWithNone) {
  EXPECT_EQ(
      RunStress(Exact(), {.threads = 1, .increments = 9, .runs = 3}).overlapped,
      0u);
}

std::atomic<std::uint64_t> observed_sum{0};

TEST(StressTest, ShowsWhatAReadReturnsAfterEachAdd) {
  observed_sum = 0;
  RunStress(Exact(),
            {.threads = 1,
             .increments = 4,
             .runs = 2,
             .on_value = [](std::uint64_t value) { observed_sum += value; }});
  EXPECT_EQ(observed_sum, 2u * (1 + 2 + 3 + 4));
}

}  // namespace
}  // namespace atomics_lab
