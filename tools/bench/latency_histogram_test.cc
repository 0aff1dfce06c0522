#include "tools/bench/latency_histogram.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace atomics_lab::bench {
namespace {

// What At has to come near to.
std::uint64_t Exact(const std::vector<std::uint64_t>& sorted, int permille) {
  const std::size_t rank =
      (sorted.size() * static_cast<std::size_t>(permille) + 999) / 1000;
  return sorted[rank - 1];
}

TEST(LatencyHistogram, IsExactBelowTwoPowersOfBuckets) {
  LatencyHistogram histogram;
  for (std::uint64_t value = 0; value < 128; ++value) histogram.Add(value);
  EXPECT_EQ(histogram.count(), 128U);
  EXPECT_EQ(histogram.At(500), 63U);
  EXPECT_EQ(histogram.At(1), 0U);
  EXPECT_EQ(histogram.At(1000), 127U);
}

// Each bound of a bucket, and both its neighbours.
TEST(LatencyHistogram, ErrsByASixtyFourthAtMostAndNeverDownwards) {
  for (int power = 0; power < 64; ++power) {
    for (std::uint64_t part = 64; part < 128; ++part) {
      const std::uint64_t bound =
          power > 6 ? part << (power - 6) : std::uint64_t{1} << power;
      for (const std::uint64_t value : {bound - 1, bound, bound + 1}) {
        LatencyHistogram histogram;
        histogram.Add(value);
        histogram.Add(std::numeric_limits<std::uint64_t>::max());
        const std::uint64_t told = histogram.At(500);
        ASSERT_GE(told, value);
        ASSERT_LE(told - value, value / 64) << value;
      }
    }
  }
}

TEST(LatencyHistogram, AgreesWithSortingThatManyValues) {
  std::mt19937_64 engine(20240607);
  std::vector<std::uint64_t> values;
  LatencyHistogram histogram;
  for (int i = 0; i < 100'000; ++i) {
    values.push_back(engine() >> (engine() % 64));
    histogram.Add(values.back());
  }
  std::ranges::sort(values);
  for (const int permille : {1, 500, 900, 990, 999, 1000}) {
    const std::uint64_t exact = Exact(values, permille);
    EXPECT_GE(histogram.At(permille), exact) << permille;
    EXPECT_LE(histogram.At(permille) - exact, exact / 64) << permille;
  }
  EXPECT_EQ(histogram.most(), values.back());
}

TEST(LatencyHistogram, TailIsSeenFromItsFirstMemberOn) {
  LatencyHistogram histogram;
  for (int i = 0; i < 999; ++i) histogram.Add(10);
  histogram.Add(1'000'000);
  EXPECT_EQ(histogram.At(999), 10U);
  EXPECT_EQ(histogram.At(1000), 1'000'000U);
  histogram.Add(1'000'000);
  EXPECT_EQ(histogram.At(999), 1'000'000U);
}

TEST(LatencyHistogram, MergedIsAsIfAllHadBeenAddedToOne) {
  LatencyHistogram low;
  LatencyHistogram high;
  for (int i = 0; i < 9; ++i) low.Add(5);
  high.Add(70'000);
  low.Merge(high);
  EXPECT_EQ(low.count(), 10U);
  EXPECT_EQ(low.most(), 70'000U);
  EXPECT_EQ(low.At(900), 5U);
  EXPECT_EQ(low.At(901), 70'000U);
}

TEST(LatencyHistogram, WithoutValuesIsZero) {
  EXPECT_EQ(LatencyHistogram().At(500), 0U);
  EXPECT_EQ(LatencyHistogram().most(), 0U);
}

}  // namespace
}  // namespace atomics_lab::bench
