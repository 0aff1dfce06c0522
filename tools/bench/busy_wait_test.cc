#include "tools/bench/busy_wait.h"

#include <chrono>

#include "gtest/gtest.h"

namespace atomics_lab::bench {
namespace {

using std::chrono::nanoseconds;

TEST(SpinRate, ATimeIsSoManySteps) {
  const SpinRate rate = {.step_ns = 0.5};
  EXPECT_EQ(rate.StepsIn(nanoseconds(100)), 200U);
  EXPECT_EQ((SpinRate{.step_ns = 0.3}).StepsIn(nanoseconds(1)), 3U);
  EXPECT_EQ((SpinRate{.step_ns = 4}).StepsIn(nanoseconds(1)), 1U);
}

TEST(CalibratedSpin, IsTheSameForTheWholeProcess) {
  const SpinRate& rate = CalibratedSpin();
  EXPECT_GT(rate.step_ns, 0);
  EXPECT_GE(rate.percent, 0);
  EXPECT_EQ(&rate, &CalibratedSpin());
}

TEST(Spin, EndsAfterNoStepsToo) {
  Spin(0);
  Spin(1);
}

}  // namespace
}  // namespace atomics_lab::bench
