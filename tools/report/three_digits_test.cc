#include "tools/report/three_digits.h"

#include <limits>

#include "gtest/gtest.h"

namespace atomics_lab::report {
namespace {

TEST(ThreeDigits, AreAsManyAsTheValueHas) {
  EXPECT_EQ(ThreeDigits(0.012345), "0.0123");
  EXPECT_EQ(ThreeDigits(1.2345), "1.23");
  EXPECT_EQ(ThreeDigits(123.45), "123");
  EXPECT_EQ(ThreeDigits(12345), "12345");
}

TEST(ThreeDigits, AreFewerWhereTheyWouldNeedAnExponent) {
  EXPECT_EQ(ThreeDigits(0.00001234), "0.0000");
  EXPECT_EQ(ThreeDigits(0), "0.00");
  EXPECT_EQ(ThreeDigits(-1.5), "-1.50");
}

TEST(ThreeDigits, AreNoneOfWhatIsNoNumber) {
  using Limits = std::numeric_limits<double>;
  EXPECT_EQ(ThreeDigits(Limits::infinity()), "inf");
  EXPECT_EQ(ThreeDigits(-Limits::infinity()), "-inf");
  EXPECT_EQ(ThreeDigits(Limits::quiet_NaN()), "nan");
  EXPECT_EQ(ThreeDigits(Limits::denorm_min()), "0.0000");
}

}  // namespace
}  // namespace atomics_lab::report
