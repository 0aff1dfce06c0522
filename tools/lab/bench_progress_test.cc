#include "tools/lab/bench_progress.h"

#include "gtest/gtest.h"

namespace atomics_lab::lab {
namespace {

TEST(BenchProgress, ReckonsWithWhatTheDoneOnesTook) {
  EXPECT_EQ(BenchProgress(120, 480, 9), "120 of 480 runs, 27 s left");
  EXPECT_EQ(BenchProgress(480, 480, 36), "480 of 480 runs, 0 s left");
}

}  // namespace
}  // namespace atomics_lab::lab
