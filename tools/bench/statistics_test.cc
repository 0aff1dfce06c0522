#include "tools/bench/statistics.h"

#include <cstdint>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/result/bench.h"

namespace atomics_lab::bench {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

using Shares = std::vector<std::uint64_t>;

std::vector<result::BenchRepetition> WithFloors(
    const std::vector<double>& floors) {
  std::vector<result::BenchRepetition> repetitions;
  repetitions.reserve(floors.size());
  for (const double floor : floors) {
    const int number = static_cast<int>(repetitions.size()) + 1;
    repetitions.push_back({.number = number, .floor_ns = floor});
  }
  return repetitions;
}

TEST(Quantile, LiesBetweenNeighbours) {
  const std::vector<double> values = {4, 1, 3, 2};
  EXPECT_DOUBLE_EQ(Quantile(values, 0), 1);
  EXPECT_DOUBLE_EQ(Quantile(values, 0.25), 1.75);
  EXPECT_DOUBLE_EQ(Quantile(values, 0.5), 2.5);
  EXPECT_DOUBLE_EQ(Quantile(values, 0.75), 3.25);
  EXPECT_DOUBLE_EQ(Quantile(values, 1), 4);
}

TEST(SpreadOf, IsTheMedianAndTheQuartiles) {
  EXPECT_EQ(SpreadOf({5, 1, 4, 2, 3}),
            (result::Spread{.median = 3, .lower = 2, .upper = 4}));
  EXPECT_EQ(SpreadOf({7}),
            (result::Spread{.median = 7, .lower = 7, .upper = 7}));
  EXPECT_EQ(SpreadOf({}), result::Spread{});
}

TEST(SpreadOf, OneWildValueDoesNotMoveTheMedian) {
  EXPECT_DOUBLE_EQ(SpreadOf({1, 1, 1, 1, 1000}).median, 1);
}

TEST(JainIndex, IsOneForEqualsAndOneNthForAMonopoly) {
  EXPECT_DOUBLE_EQ(JainIndex(Shares{5, 5, 5, 5}), 1);
  EXPECT_DOUBLE_EQ(JainIndex(Shares{9, 0, 0, 0}), 0.25);
  EXPECT_DOUBLE_EQ(JainIndex(Shares{3, 1}), 0.8);
  EXPECT_DOUBLE_EQ(JainIndex(Shares{0, 0}), 1);
}

TEST(SlowestShare, IsThePartOfTheLeast) {
  EXPECT_DOUBLE_EQ(SlowestShare(Shares{3, 1}), 0.25);
  EXPECT_DOUBLE_EQ(SlowestShare(Shares{7}), 1);
  EXPECT_DOUBLE_EQ(SlowestShare(Shares{0, 0}), 0);
}

TEST(MovedFloors, NamesTheRepetitionThatWasDisturbed) {
  const auto moved = MovedFloors(WithFloors({1, 1, 1.5, 1, 0.75}));
  ASSERT_THAT(moved, SizeIs(2));
  EXPECT_EQ(moved[0].repetition, 3);
  EXPECT_DOUBLE_EQ(moved[0].percent, 50);
  EXPECT_EQ(moved[1].repetition, 5);
  EXPECT_DOUBLE_EQ(moved[1].percent, -25);
}

TEST(MovedFloors, LetsATenthPass) {
  EXPECT_THAT(MovedFloors(WithFloors({1, 1.0625, 0.9375})), IsEmpty());
  EXPECT_THAT(MovedFloors({}), IsEmpty());
}

}  // namespace
}  // namespace atomics_lab::bench
