// A plain integer behind a test-and-set lock.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_TAS_SPINLOCK_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_TAS_SPINLOCK_H_

#include <atomic>
#include <cstdint>
#include <string_view>

#include "counters/counter.h"
#include "counters/patience.h"

namespace atomics_lab {

// The smallest lock: a flag. Whoever exchanges `true` for `false` has the lock
// (Herlihy & Shavit, "The Art of Multiprocessor Programming", chapter 7).
// Correct, and the worst of its kind under contention: every try is a write,
// so each waiting thread takes the cache line away from all others, the owner
// included, who needs it to unlock. TtasSpinlock mends that.
//
// After a number of tries the waiting thread gives up its time slice: where
// there are fewer cores than threads, the owner may be waiting for a core.
//
// What the hardware does:
//   x86-64   lock: `xchg`, which locks the bus or the line without a prefix and
//            is a full fence. Unlock: a plain `mov`, because stores become
//            visible in program order.
//   AArch64  lock: `ldaxrb`/`stxrb` loop, `swpab` with LSE, or a call of
//            `__aarch64_swp1_acq`. Unlock: `stlrb`.
//
// Unfair, so under contention a thread may wait long.
//
// ASM Add x86_64: xchg loop; read-modify-write…store; never lock, fence
//     aarch64: ldaxrb…stxrb…ldr…str…stlrb; never dmb
//     aarch64_lse: swpab…ldr…str…stlrb; never ldxr, dmb
//     aarch64_outline: call __aarch64_swp1_acq…ldr…str…stlrb; never dmb
// ASM Read x86_64: xchg loop; load…store; never lock, fence
//     aarch64: ldaxrb…stxrb…ldr…stlrb
//     aarch64_lse: swpab…ldr…stlrb
//     aarch64_outline: call __aarch64_swp1_acq…ldr…stlrb
template <typename Waiting = Patience>
class TasSpinlock {
 public:
  static constexpr Fairness kFairness = Fairness::kNone;
  static constexpr std::string_view kSummary =
      "plain integer behind a test-and-set spinlock";

  // Acquire: what follows stays inside, and sees all that the last owner
  // wrote before its release.
  void lock() {
    Waiting patience;
    while (taken_.exchange(true, std::memory_order_acquire)) patience.Wait();
  }

  // Release: what was written inside is visible to the next owner's acquire.
  void unlock() { taken_.store(false, std::memory_order_release); }

 private:
  std::atomic<bool> taken_{false};
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_TAS_SPINLOCK_H_
