// A plain integer behind a test-and-test-and-set lock.
#ifndef ATOMICS_LAB_COUNTERS_TTAS_SPINLOCK_H_
#define ATOMICS_LAB_COUNTERS_TTAS_SPINLOCK_H_

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <thread>

#include "counters/counter.h"

namespace atomics_lab {

// A lock made of one flag (Herlihy & Shavit, "The Art of Multiprocessor
// Programming", chapter 7). To take it, exchange `true` into the flag: who
// gets `false` back has it. The exchange needs the cache line exclusively, so
// a thread that only repeats exchanges drags the line away from the owner it
// waits for. Hence test, and test-and-set: wait by loading, from a shared copy
// of the line, and exchange only when the flag has been seen free.
//
// After kPolls loads the waiting thread gives up its time slice. Where there
// are fewer cores than threads, the owner may be the one who is waiting for a
// core. There is no pause hint in the loop: C++ has no portable spelling for
// `pause` or `yield`, and the specimen shows what portable C++ becomes.
//
// What the hardware does:
//   x86-64   lock: `xchg` (locks by itself). Wait: plain loads. Unlock: a plain
//            `mov` store, because x86-64 keeps stores in order behind earlier
//            loads and stores.
//   AArch64  lock: `ldaxrb`/`stxrb` loop, or `swpab` with LSE. Wait: `ldrb`.
//            Unlock: `stlrb`.
class TtasSpinlock {
 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = true,
                                  .progress = Progress::kBlocking,
                                  .ordering = Ordering::kMutex,
                                  .width_bits = 64,
                                  .reads = Reads::kLinearizable};
  static constexpr std::string_view kSummary =
      "plain integer behind a test-and-test-and-set spinlock";

  // Guarantees: the count grows by `delta`, modulo 2^64. Waits while another
  // thread is inside; unfair, so under contention a thread may wait long.
  // Memory ordering: mutex. Acquire on entry, release on exit.
  void Add(Value delta) {
    const std::lock_guard lock(spinlock_);
    value_ += delta;
  }

  // Guarantees: returns the count at a moment of the call.
  // Memory ordering: mutex.
  Value Read() const {
    const std::lock_guard lock(spinlock_);
    return value_;
  }

 private:
  // Lowercase members: std::lock_guard asks for a BasicLockable.
  class Spinlock {
   public:
    // Acquire on success: what follows stays inside, and sees all that the
    // last owner wrote before its release. A failed exchange needs no order,
    // but an exchange has only one.
    void lock() {
      while (taken_.exchange(true, std::memory_order_acquire)) WaitUntilFree();
    }

    // Release: what was written inside is visible to the next owner's acquire.
    void unlock() { taken_.store(false, std::memory_order_release); }

   private:
    static constexpr int kPolls = 100;

    void WaitUntilFree() const {
      // Relaxed: only a hint to try again; the exchange does the ordering.
      for (int polls = 0; polls < kPolls; ++polls) {
        if (!taken_.load(std::memory_order_relaxed)) return;
      }
      std::this_thread::yield();
    }

    std::atomic<bool> taken_{false};
  };

  mutable Spinlock spinlock_;
  Value value_ = 0;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_TTAS_SPINLOCK_H_
