// A plain integer behind a test-and-test-and-set lock with back-off.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_TTAS_SPINLOCK_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_TTAS_SPINLOCK_H_

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <string_view>

#include "counters/counter.h"
#include "counters/patience.h"

namespace atomics_lab {

// TasSpinlock, mended twice (Herlihy & Shavit, "The Art of Multiprocessor
// Programming", chapter 7). An exchange needs the cache line exclusively, so a
// thread that only repeats exchanges drags the line away from the owner it
// waits for. Hence test, and test-and-set: wait by loading, from a shared copy
// of the line, and exchange only when the flag has been seen free.
//
// But all who wait see it free at the same time, and all exchange; one wins,
// the others have moved the line for nothing. Hence back-off: a thread that has
// lost an exchange stays away from the line for a while, twice as long each
// time, up to a bound. Without the bound, one unlucky thread would sleep while
// the lock is free, again and again. (The book draws each delay at random, so
// that losers do not return together. Here they differ by how often they lost;
// a generator of random numbers would drown the lesson.)
//
// After some polls the waiting thread gives up its time slice. Where there are
// fewer cores than threads, the owner may be the one who is waiting for a core.
// There is no pause hint in the loops: C++ has no portable spelling for `pause`
// or `yield`, and the specimen shows what portable C++ becomes. With a
// `Waiting` that gives one (hints.h) it stands between the loads, not in the
// back-off, whose length is counted in rounds.
//
// What the hardware does:
//   x86-64   lock: `xchg` (locks by itself). Wait: plain loads. Unlock: a plain
//            `mov` store, because x86-64 keeps stores in order behind earlier
//            loads and stores.
//   AArch64  lock: `ldaxrb`/`stxrb` loop, or `swpab` with LSE. Wait: `ldrb`.
//            Unlock: `stlrb`.
//
// Unfair, so under contention a thread may wait long.
//
// ASM Add x86_64: xchg; load loop; read-modify-write…store; never lock, fence
//     aarch64*: ldrb loop
//     aarch64: ldaxrb…stxrb…ldr…str…stlrb; never dmb
//     aarch64_lse: swpab…ldr…str…stlrb; never ldxr, dmb
//     aarch64_outline: call __aarch64_swp1_acq…ldr…str…stlrb; never dmb
// ASM Read x86_64: xchg; load loop; load…store; never lock, fence
//     aarch64: ldaxrb…stxrb…ldr…stlrb
//     aarch64_lse: swpab…ldr…stlrb
//     aarch64_outline: call __aarch64_swp1_acq…ldr…stlrb
template <typename Waiting = Patience>
class TtasSpinlock {
 public:
  static constexpr Fairness kFairness = Fairness::kNone;
  static constexpr std::string_view kSummary =
      "plain integer behind a test-and-test-and-set spinlock with back-off";

  // Acquire on success: what follows stays inside, and sees all that the
  // last owner wrote before its release. A failed exchange needs no order,
  // but an exchange has only one.
  void lock() {
    int delay = kShortestDelay;
    while (taken_.exchange(true, std::memory_order_acquire)) {
      BackOff(delay);
      delay = std::min(2 * delay, kLongestDelay);
      WaitUntilFree();
    }
  }

  // Release: what was written inside is visible to the next owner's acquire.
  void unlock() { taken_.store(false, std::memory_order_release); }

 private:
  // In rounds of an empty loop, each a few cycles: from about a cache line's
  // journey between two cores to dozens of them.
  static constexpr int kShortestDelay = 16;
  static constexpr int kLongestDelay = 1024;

  static void BackOff(int delay) {
    // The compiler drops a loop that has no effect, but never a volatile `asm`,
    // even one without an instruction.
    for (int i = 0; i < delay; ++i) asm volatile("");
  }

  void WaitUntilFree() const {
    Waiting patience;
    // Relaxed: only a hint to try again; the exchange does the ordering.
    while (taken_.load(std::memory_order_relaxed)) patience.Wait();
  }

  std::atomic<bool> taken_{false};
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_TTAS_SPINLOCK_H_
