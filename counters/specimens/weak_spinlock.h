// A spinlock with half of its ordering taken away.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_WEAK_SPINLOCK_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_WEAK_SPINLOCK_H_

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string_view>

#include "counters/counter.h"
#include "counters/patience.h"

namespace atomics_lab {

// TasSpinlock, except that either its lock does not acquire or its unlock does
// not release. Mutual exclusion is not lost: the exchange is atomic under every
// order, and one thread at a time gets `false` out of it. What is lost is that
// being inside *means* something for other variables. The guarded count is an
// atomic with relaxed accesses, so no two accesses race and nothing is
// undefined; only the order in which they take effect is open.
//
// relaxed unlock: the store that frees the lock may become visible before the
// store of the count. The next owner then enters and reads the old count.
//   owner        x = count;          lock = free;  (count = x + 1 still queued)
//   next owner   lock = taken; x = count;
// relaxed lock: the load of the count may be satisfied before the exchange has
// found the lock free. That a branch lies between does not help: a core
// speculates past it, and on AArch64 a control dependency orders a later store,
// never a later load.
//   waiting      x = count;                          lock = taken;
//   owner                   count = y; lock = free;
// Either way an increment is overwritten.
//
// The compiler may do the same to the C++: the standard lets it swap relaxed
// accesses to different objects. Today's do not, so the listings show the
// program's order and the hardware alone decides:
//   x86-64   Nothing is ever lost. Stores become visible in program order
//            (Intel SDM vol. 3A, section "Memory Ordering in P6 and More Recent
//            Processor Families"), so a plain `mov` releases whatever was asked
//            for; and `xchg` is a full fence, so it acquires. This is TSO
//            (Sewell et al., "x86-TSO", 2010). Lock and unlock are instruction
//            for instruction those of TasSpinlock.
//   AArch64  Updates can be lost. Unlock is `strb` where `stlrb` is right; lock
//            is `ldxrb`/`stxrb`, `swpb` or `__aarch64_swp1_relax` where
//            `ldaxrb`/`stxrb`, `swpab` or `__aarch64_swp1_acq` is right. Arm
//            ARM (DDI 0487), section B2.3, defines the memory model: two
//            accesses to different addresses are ordered only if a dependency,
//            a barrier, an acquire or a release says so.
// Developed and tested on x86-64, such a lock breaks on the day it is ported.
template <std::memory_order kLock, std::memory_order kUnlock>
class WeakSpinlock {
  static_assert((kLock == std::memory_order_acquire &&
                 kUnlock == std::memory_order_relaxed) ||
                    (kLock == std::memory_order_relaxed &&
                     kUnlock == std::memory_order_release),
                "one half must be right and the other relaxed");

 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = false,
                                  .lossless_under_tso = true,
                                  .progress = Progress::kBlocking,
                                  .ordering = Ordering::kRelaxed,
                                  .width_bits = 64,
                                  .reads = Reads::kLinearizable};
  static constexpr std::string_view kSummary =
      kLock == std::memory_order_relaxed
          ? "spinlock that does not acquire; loses updates on AArch64 only"
          : "spinlock that does not release; loses updates on AArch64 only";

  // Guarantees: as RacySplit::Add. In addition no two threads are between lock
  // and unlock at once, for what that is worth.
  // Memory ordering: relaxed. A lock whose halves do not meet orders nothing.
  //
  // ASM Add x86_64: xchg loop; load|read-modify-write; store; never lock, fence
  // ASM racy_relaxed_unlock::Add aarch64: ldaxrb…stxrb…ldr…str…strb
  //     aarch64_lse: swpab…ldr…str…strb; never ldxr
  //     aarch64_outline: call __aarch64_swp1_acq…ldr…str…strb
  //     aarch64*: never release, fence
  // ASM racy_relaxed_lock::Add aarch64: ldxrb…stxrb…ldr…str…stlrb
  //     aarch64_lse: swpb…ldr…str…stlrb; never ldxr
  //     aarch64_outline: call __aarch64_swp1_relax…ldr…str…stlrb
  //     aarch64*: never acquire, fence
  void Add(Value delta) {
    const std::lock_guard lock(spinlock_);
    // Relaxed, both: a correct lock would order them, and the specimen is
    // about whether this one does.
    const Value value = value_.load(std::memory_order_relaxed);
    value_.store(value + delta, std::memory_order_relaxed);
  }

  // Guarantees: returns a value that some Add stored, or 0 before the first.
  // Takes no lock: with this one it would learn nothing more.
  // Memory ordering: relaxed.
  //
  // ASM Read *: only load; exactly 1 load; never acquire
  Value Read() const {
    // Relaxed: the caller learns nothing from it about other variables.
    return value_.load(std::memory_order_relaxed);
  }

 private:
  // Lowercase members: std::lock_guard asks for a BasicLockable.
  class Spinlock {
   public:
    void lock() {
      Patience patience;
      // kLock: acquire would keep what follows inside. Relaxed is one bug.
      while (taken_.exchange(true, kLock)) patience.Wait();
    }

    // kUnlock: release would publish what was written inside. Relaxed is the
    // other bug.
    void unlock() { taken_.store(false, kUnlock); }

   private:
    std::atomic<bool> taken_{false};
  };

  Spinlock spinlock_;
  std::atomic<Value> value_{0};
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_WEAK_SPINLOCK_H_
