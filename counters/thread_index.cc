#include "counters/thread_index.h"

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace atomics_lab::thread_index_internal {
namespace {

using Bits = std::uint64_t;
static_assert(kMaxThreadIndex == std::numeric_limits<Bits>::digits);

// Bit i is set while a thread has index i.
constinit std::atomic<Bits> taken{0};

std::size_t FirstFree(Bits bits) {
  return static_cast<std::size_t>(std::countr_one(bits));
}

std::size_t TakeFirstFree() {
  // Relaxed: a first guess. If it is stale, the swap fails.
  Bits bits = taken.load(std::memory_order_relaxed);
  while (FirstFree(bits) != kNoThreadIndex) {
    // Acquire on success: pairs with the release that gave the index back,
    // however many others have changed the word since, for they did it by
    // read-modify-writes and so continue its release sequence. Relaxed on
    // failure: only the word itself is used.
    if (taken.compare_exchange_weak(bits, bits | Bits{1} << FirstFree(bits),
                                    std::memory_order_acquire,
                                    std::memory_order_relaxed)) {
      return FirstFree(bits);
    }
  }
  return kNoThreadIndex;
}

class GiveBack {
 public:
  explicit GiveBack(std::size_t taken_index) : taken_index_(taken_index) {}
  GiveBack(const GiveBack&) = delete;
  GiveBack& operator=(const GiveBack&) = delete;

  ~GiveBack() {
    // Destructors that are still to run may ask again. They must not get the
    // old index, and nobody would give a new one back.
    index = kNoThreadIndex;
    // Release: the next owner sees all that this thread wrote.
    taken.fetch_and(~(Bits{1} << taken_index_), std::memory_order_release);
  }

 private:
  std::size_t taken_index_;
};

}  // namespace

// Never inlined: the hot path must stay a load and a comparison.
[[gnu::noinline]] std::size_t Take() {
  index = TakeFirstFree();
  if (index == kNoThreadIndex) return index;
  thread_local const GiveBack at_thread_exit(index);
  return index;
}

}  // namespace atomics_lab::thread_index_internal
