#include "counters/finishing_line.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "counters/run_together.h"
#include "gtest/gtest.h"

namespace atomics_lab {
namespace {

// Plain variables: ThreadSanitizer checks that the line orders them.
class FinishingLineTest : public testing::TestWithParam<bool> {};

TEST_P(FinishingLineTest, EveryRunEndsOnceAfterAllAndBeforeTheNext) {
  constexpr int kThreads = 3;
  constexpr std::uint64_t kRuns = 100;
  std::vector<int> done(kThreads, 0);
  std::vector<int> sums;
  FinishingLine finish(kThreads, GetParam(),
                       [&] { sums.push_back(done[0] + done[1] + done[2]); });
  bool seen_ended = true;
  RunTogether(kThreads, [&](int thread) {
    for (std::uint64_t run = 0; run < kRuns; ++run) {
      ++done[static_cast<std::size_t>(thread)];
      finish.Wait(run);
      if (thread == 0) seen_ended &= sums.size() > run;
    }
  });
  EXPECT_TRUE(seen_ended);
  ASSERT_EQ(sums.size(), kRuns);
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    EXPECT_EQ(sums[run], static_cast<int>(kThreads * (run + 1)));
  }
}

INSTANTIATE_TEST_SUITE_P(WithAndWithoutOwnCpus, FinishingLineTest,
                         testing::Bool());

TEST(FinishingLineAloneTest, AThreadAloneEndsItsRunsItself) {
  int ended = 0;
  FinishingLine finish(1, true, [&] { ++ended; });
  finish.Wait(0);
  finish.Wait(1);
  EXPECT_EQ(ended, 2);
}

}  // namespace
}  // namespace atomics_lab
