#include "counters/thread_index.h"

#include <array>
#include <atomic>
#include <barrier>
#include <cstddef>
#include <set>
#include <thread>
#include <vector>

#include "counters/run_together.h"
#include "gtest/gtest.h"

namespace atomics_lab {
namespace {

std::size_t IndexOfANewThread() {
  std::size_t index = 0;
  RunTogether(1, [&](int) { index = ThreadIndex(); });
  return index;
}

// The indices of `threads` threads that are all alive at once.
std::vector<std::size_t> IndicesOf(int threads) {
  std::vector<std::size_t> indices(static_cast<std::size_t>(threads));
  std::barrier all_have_one(threads);
  RunTogether(threads, [&](int thread) {
    indices[static_cast<std::size_t>(thread)] = ThreadIndex();
    all_have_one.arrive_and_wait();
  });
  return indices;
}

TEST(ThreadIndexTest, StaysTheSameForAThread) {
  const std::size_t index = ThreadIndex();
  EXPECT_LT(index, kMaxThreadIndex);
  EXPECT_EQ(ThreadIndex(), index);
}

TEST(ThreadIndexTest, LivingThreadsBeyondTheMaximumHaveNone) {
  // The main thread has one, too.
  std::multiset<std::size_t> indices{ThreadIndex()};
  for (const std::size_t index : IndicesOf(kMaxThreadIndex + 5)) {
    indices.insert(index);
  }
  for (std::size_t index = 0; index < kMaxThreadIndex; ++index) {
    EXPECT_EQ(indices.count(index), 1u) << index;
  }
  EXPECT_EQ(indices.count(kNoThreadIndex), 6u);
}

TEST(ThreadIndexTest, AThreadThatEndsGivesItsIndexBack) {
  for (std::size_t thread = 0; thread < 2 * kMaxThreadIndex; ++thread) {
    ASSERT_NE(IndexOfANewThread(), kNoThreadIndex) << thread;
  }
}

TEST(ThreadIndexTest, AThreadWithoutAnIndexTakesNothingFromTheNext) {
  IndicesOf(kMaxThreadIndex + 5);
  EXPECT_NE(IndexOfANewThread(), kNoThreadIndex);
}

// Asks while the thread's objects are destroyed.
struct AsksAtTheEnd {
  ~AsksAtTheEnd() { *answer = ThreadIndex(); }
  std::size_t* answer = nullptr;
};

TEST(ThreadIndexTest, ADestructorAfterTheGiveBackGetsNone) {
  std::size_t answer = 0;
  RunTogether(1, [&](int) {
    // Made before the thread's index, hence destroyed after it is given back.
    thread_local AsksAtTheEnd asks;
    asks.answer = &answer;
    EXPECT_NE(ThreadIndex(), kNoThreadIndex);
  });
  EXPECT_EQ(answer, kNoThreadIndex);
}

// Nothing but the index orders the two threads: the first is joined last. A
// missing edge shows as a data race under ThreadSanitizer.
TEST(ThreadIndexTest, TheNextOwnerSeesWhatTheFormerWrote) {
  std::array<int, kMaxThreadIndex> text{};
  std::atomic<std::size_t> first_index{kNoThreadIndex};
  std::thread first([&] {
    text[ThreadIndex()] = 7;
    // Relaxed: must not order the writing in the index's place.
    first_index.store(ThreadIndex(), std::memory_order_relaxed);
  });
  // Alone with this thread, the first has the smallest index that is free; so
  // after its end the next thread gets that one. Relaxed: as above.
  std::size_t index = kNoThreadIndex;
  while (index == kNoThreadIndex) {
    std::this_thread::yield();
    index = first_index.load(std::memory_order_relaxed);
  }
  int seen = 0;
  while (seen == 0) {
    std::thread next([&] {
      if (ThreadIndex() == index) seen = text[index];
    });
    next.join();
  }
  first.join();
  EXPECT_EQ(seen, 7);
}

}  // namespace
}  // namespace atomics_lab
