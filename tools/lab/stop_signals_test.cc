#include "tools/lab/stop_signals.h"

#include <csignal>

#include "gtest/gtest.h"

namespace atomics_lab::lab {
namespace {

TEST(StopSignals, TheFirstIsARequestAndTheSecondEndsTheProcess) {
  CatchStopSignals();
  EXPECT_FALSE(StopRequested());
  std::raise(SIGINT);
  EXPECT_TRUE(StopRequested());
  EXPECT_EXIT(std::raise(SIGINT), ::testing::KilledBySignal(SIGINT), "");
}

}  // namespace
}  // namespace atomics_lab::lab
