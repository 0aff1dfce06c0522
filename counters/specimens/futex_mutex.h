// A plain integer behind a mutex made by hand: one word and a system call.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_FUTEX_MUTEX_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_FUTEX_MUTEX_H_

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <string_view>

#include "counters/counter.h"

namespace atomics_lab {

// The third mutex of Drepper, "Futexes Are Tricky" (2011); what a mutex of the
// C library is at heart. A word with three states:
//   free       0
//   taken      1, and nobody sleeps
//   contended  2: taken, and somebody may sleep in the kernel
// As long as nobody waits, locking is one compare-and-swap and unlocking one
// exchange, and the kernel never hears of it. A thread that finds the word
// taken marks it contended and sleeps by futex(2), which goes to sleep only if
// the word still says contended; otherwise an unlock came between mark and
// sleep, and it tries again. That comparison, under the kernel's own lock, is
// why no wake-up can be missed.
//
// The third state spares the owner a system call when nobody sleeps. A thread
// that has waited takes the mutex as contended, not as taken: it cannot know
// whether others sleep too. That costs at most one needless wake-up.
//
// Drepper's unlock decrements and, if that did not give 0, stores 0. An
// exchange does both in one step.
//
// Unfair: a thread that comes by at the right moment overtakes those asleep.
//
// What the hardware does, uncontended:
//   x86-64   lock: `lock cmpxchg`. Unlock: `xchg`. Contended: `syscall`, in the
//            C library's `syscall`.
//   AArch64  lock: `ldaxr`/`stxr` loop, `casa` or `__aarch64_cas4_acq`. Unlock:
//            `ldxr`/`stlxr` loop, `swpl` or `__aarch64_swp4_rel`. Contended:
//            `svc #0`.
// The path without contention calls nothing but outlined atomics. (On AArch64
// GCC repeats the addition and the unlock behind the slow path, so that the
// fast one needs no stack frame.)
//
// The system call is no part of the ordering: the next owner's own exchange
// acquires.
//
// ASM Add x86_64: lock cmpxchg…read-modify-write…xchg; exactly 2 atomic
//     aarch64: ldaxr…stxr…ldr…str…ldxr…stlxr; never dmb
//     aarch64_lse: casa…ldr…str…swpl; never ldxr, dmb
//     aarch64_outline: call __aarch64_cas4_acq…ldr…str…
//         call __aarch64_swp4_rel
//     *: call LockContended, call WakeOne
// ASM Read x86_64: lock cmpxchg…load…xchg; exactly 2 atomic
//     aarch64: ldaxr…stxr…ldr…ldxr…stlxr
//     aarch64_lse: casa…ldr…swpl
//     aarch64_outline: call __aarch64_cas4_acq…ldr…call __aarch64_swp4_rel
class FutexMutex {
 public:
  static constexpr Fairness kFairness = Fairness::kNone;
  static constexpr std::string_view kSummary =
      "plain integer behind a three-state futex mutex made by hand";

  void lock() {
    std::uint32_t found = kFree;
    // Acquire on success: what follows stays inside, and sees all that the
    // last owner wrote. Relaxed on failure: nothing has been entered.
    // Strong: a spurious failure would cost a system call.
    if (!state_.compare_exchange_strong(found, kTaken,
                                        std::memory_order_acquire,
                                        std::memory_order_relaxed)) {
      LockContended();
    }
  }

  void unlock() {
    // Release: what was written inside is visible to the next owner's
    // acquire, whichever of its two exchanges that is.
    if (state_.exchange(kFree, std::memory_order_release) == kContended) {
      WakeOne();
    }
  }

 private:
  static constexpr std::uint32_t kFree = 0;
  static constexpr std::uint32_t kTaken = 1;
  static constexpr std::uint32_t kContended = 2;

  // Not inlined, and so the path without contention is free of calls.
  [[gnu::noinline, gnu::cold]] void LockContended() {
    // Acquire: as in lock; this may be the exchange that enters.
    while (state_.exchange(kContended, std::memory_order_acquire) != kFree) {
      Futex(FUTEX_WAIT_PRIVATE, kContended);
    }
  }

  [[gnu::noinline, gnu::cold]] void WakeOne() { Futex(FUTEX_WAKE_PRIVATE, 1); }

  // Every result means the same: look at the state again. Wait returns when
  // woken, when the state has changed (EAGAIN), and on signals (EINTR).
  void Futex(int operation, std::uint32_t value) {
    static_assert(sizeof(state_) == sizeof(std::uint32_t),
                  "a futex is a word of 32 bits");
    ::syscall(SYS_futex, &state_, operation, value, nullptr, nullptr, 0);
  }

  std::atomic<std::uint32_t> state_{kFree};
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_FUTEX_MUTEX_H_
