#include "tools/bench/rank_test.h"

#include <vector>

#include "gtest/gtest.h"

namespace atomics_lab::bench {
namespace {

using Values = std::vector<double>;

TEST(MannWhitney, IsExactWithoutTies) {
  // Of C(10, 5) = 252 orders two put one group wholly above the other.
  const RankTest apart =
      MannWhitney(Values{1, 2, 3, 4, 5}, Values{6, 7, 8, 9, 10});
  EXPECT_DOUBLE_EQ(apart.p, 2.0 / 252);
  EXPECT_DOUBLE_EQ(apart.superiority, 1);
  // Of C(6, 3) = 20 orders: U is 0, 1, 8 or 9 in one each.
  const RankTest near = MannWhitney(Values{1, 2, 4}, Values{3, 5, 6});
  EXPECT_DOUBLE_EQ(near.p, 4.0 / 20);
  EXPECT_DOUBLE_EQ(near.superiority, 8.0 / 9);
}

TEST(MannWhitney, DoesNotCareWhichIsFirst) {
  const Values a = {1, 2, 4, 9};
  const Values b = {3, 5, 6};
  EXPECT_DOUBLE_EQ(MannWhitney(a, b).p, MannWhitney(b, a).p);
  EXPECT_DOUBLE_EQ(MannWhitney(a, b).superiority,
                   1 - MannWhitney(b, a).superiority);
}

TEST(MannWhitney, SeesNothingInGroupsThatAreAlike) {
  EXPECT_DOUBLE_EQ(MannWhitney(Values{1, 4, 5}, Values{2, 3, 6}).p, 1);
  EXPECT_DOUBLE_EQ(MannWhitney(Values{1, 1, 1}, Values{1, 1, 1}).p, 1);
  EXPECT_DOUBLE_EQ(MannWhitney(Values{1, 1, 1}, Values{1, 1, 1}).superiority,
                   0.5);
  EXPECT_DOUBLE_EQ(MannWhitney(Values{}, Values{1}).p, 1);
}

// By hand: U = 15.5 and m n / 2 = 8; two values are 1 and two are 3, so the
// variance is 16 / 12 (9 - 12 / 56) and z = 7 / 3.4226.
TEST(MannWhitney, CorrectsForTies) {
  const RankTest test = MannWhitney(Values{1, 1, 2, 3}, Values{3, 4, 5, 6});
  EXPECT_DOUBLE_EQ(test.superiority, 15.5 / 16);
  EXPECT_NEAR(test.p, 0.040833, 0.000001);
}

}  // namespace
}  // namespace atomics_lab::bench
