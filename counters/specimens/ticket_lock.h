// A plain integer behind a ticket lock.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_TICKET_LOCK_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_TICKET_LOCK_H_

#include <atomic>
#include <cstdint>
#include <string_view>

#include "counters/counter.h"
#include "counters/patience.h"

namespace atomics_lab {

// A lock made of two numbers, as at a counter in a shop (Mellor-Crummey &
// Scott, "Algorithms for Scalable Synchronization on Shared-Memory
// Multiprocessors", 1991, section 2.2). To enter, draw the next ticket; wait
// until it is being served; on leaving, serve the next. Whoever draws first
// enters first: with a test-and-set lock luck decides, and the core that has
// the cache line is lucky.
//
// Waiting is by loads only, and each ticket is drawn by one read-modify-write.
// But all wait for the same number, so each unlock takes the line from every
// waiting core and each of them fetches it again: with n waiting, n transfers
// for one handover. The queue locks (McsLock, ClhLock) make it one.
//
// Fair has its price where threads outnumber cores: the one whose turn it is
// may not be running, and nobody else can go instead.
//
// What the hardware does:
//   x86-64   lock: `lock xadd`, then loads. Unlock: an ordinary increment
//            without `lock`, because only the owner writes that number.
//   AArch64  lock: `ldxr; add; stxr` loop, `ldadd` or a call of
//            `__aarch64_ldadd4_relax`, then `ldar`. Unlock: `ldr; add; stlr`.
//
// Requires: fewer than 2^32 threads at once. A thread waits for those who drew
// a ticket before, and for nobody else.
//
// ASM Add x86_64: lock xadd; load loop; exactly 1 lock; never fence
//     x86_64-gcc: lock xadd…load…read-modify-write…store
//     x86_64-clang: lock xadd…load…read-modify-write…read-modify-write
//     aarch64: ldxr…stxr…ldar…ldr…str…stlr; never dmb
//     aarch64_lse: ldadd…ldar…ldr…str…stlr; never ldxr, dmb
//     aarch64_outline: call __aarch64_ldadd4_relax…ldar…ldr…str…stlr
//     never dmb
// ASM Read x86_64: lock xadd…load; exactly 1 lock; never fence
//     aarch64: ldxr…stxr…ldar…ldr…stlr
//     aarch64_lse: ldadd…ldar…ldr…stlr
//     aarch64_outline: call __aarch64_ldadd4_relax…ldar…ldr…stlr
template <typename Waiting = Patience>
class TicketLock {
 public:
  static constexpr Fairness kFairness = Fairness::kFifo;
  static constexpr std::string_view kSummary =
      "plain integer behind a ticket lock; first come, first served";

  void lock() {
    // Relaxed: drawing only needs distinct numbers in some order. Entering is
    // what follows, and that acquires.
    const std::uint32_t mine = next_.fetch_add(1, std::memory_order_relaxed);
    Waiting patience;
    // Acquire: sees all that the owner before wrote, whose unlock stored
    // this very number.
    while (serving_.load(std::memory_order_acquire) != mine) patience.Wait();
  }

  void unlock() {
    // Relaxed: only the owner writes this number, and this thread is it.
    const std::uint32_t mine = serving_.load(std::memory_order_relaxed);
    // Release: what was written inside is visible to the thread served next.
    serving_.store(mine + 1, std::memory_order_release);
  }

 private:
  // Both wrap around, and it does not matter: they are only compared for
  // equality.
  std::atomic<std::uint32_t> next_{0};
  std::atomic<std::uint32_t> serving_{0};
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_TICKET_LOCK_H_
