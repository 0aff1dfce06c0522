#include "tests/contract/crowd.h"

#include <barrier>
#include <mutex>
#include <set>
#include <thread>

#include "gtest/gtest.h"

namespace atomics_lab::contract {
namespace {

TEST(CrowdTest, AllAreThereAtTheSameTimeAndAgain) {
  Crowd crowd;
  std::set<std::thread::id> first;
  for (int turn = 0; turn < 3; ++turn) {
    std::mutex mutex;
    std::set<std::thread::id> seen;
    // Nobody gets past it alone.
    std::barrier all(Crowd::kThreads);
    crowd.Run([&] {
      all.arrive_and_wait();
      const std::scoped_lock lock(mutex);
      seen.insert(std::this_thread::get_id());
    });
    EXPECT_EQ(seen.size(), Crowd::kThreads);
    if (turn == 0) first = seen;
    EXPECT_EQ(seen, first);
  }
}

TEST(CrowdTest, OneThatIsNeverAskedEnds) { const Crowd crowd; }

}  // namespace
}  // namespace atomics_lab::contract
