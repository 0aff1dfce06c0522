#include "counters/overlap.h"

#include <chrono>
#include <vector>

#include "gtest/gtest.h"

namespace atomics_lab {
namespace {

Interval Between(int begin, int end) {
  const Interval::Clock::time_point start;
  return {.begin = start + std::chrono::nanoseconds(begin),
          .end = start + std::chrono::nanoseconds(end)};
}

bool Overlap(const std::vector<Interval>& intervals) {
  return AnyOverlap(intervals);
}

TEST(AnyOverlapTest, NoneAndOneOverlapNothing) {
  EXPECT_FALSE(Overlap({}));
  EXPECT_FALSE(Overlap({Between(0, 10)}));
}

TEST(AnyOverlapTest, OneAfterTheOtherDoesNot) {
  EXPECT_FALSE(Overlap({Between(0, 10), Between(10, 20)}));
  EXPECT_FALSE(Overlap({Between(10, 20), Between(0, 10)}));
}

TEST(AnyOverlapTest, PartlyAtOnceDoesInEitherOrder) {
  EXPECT_TRUE(Overlap({Between(0, 11), Between(10, 20)}));
  EXPECT_TRUE(Overlap({Between(10, 20), Between(0, 11)}));
}

TEST(AnyOverlapTest, OneWithinAnotherDoes) {
  EXPECT_TRUE(Overlap({Between(0, 30), Between(10, 20)}));
}

TEST(AnyOverlapTest, AnyTwoOfManySuffice) {
  EXPECT_TRUE(Overlap({Between(0, 5), Between(6, 12), Between(11, 20)}));
  EXPECT_FALSE(Overlap({Between(0, 5), Between(6, 11), Between(11, 20)}));
}

}  // namespace
}  // namespace atomics_lab
