#include "counters/run_together.h"

#include <atomic>
#include <barrier>
#include <set>
#include <thread>
#include <vector>

#include "gtest/gtest.h"

namespace atomics_lab {
namespace {

TEST(RunTogetherTest, CallsTheBodyOncePerThreadWithItsNumber) {
  std::vector<int> calls(5, 0);
  RunTogether(5,
              [&](int thread) { ++calls[static_cast<std::size_t>(thread)]; });
  EXPECT_EQ(calls, std::vector<int>(5, 1));
}

// One thread after the other would wait at the barrier for ever.
TEST(RunTogetherTest, AllBodiesRunAtTheSameTime) {
  std::barrier barrier(3);
  std::vector<std::thread::id> ids(3);
  RunTogether(3, [&](int thread) {
    ids[static_cast<std::size_t>(thread)] = std::this_thread::get_id();
    barrier.arrive_and_wait();
  });
  EXPECT_EQ(std::set(ids.begin(), ids.end()).size(), 3u);
}

}  // namespace
}  // namespace atomics_lab
