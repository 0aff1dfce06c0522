// A plain integer behind an absl::Mutex: the baseline.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_ABSL_MUTEX_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_ABSL_MUTEX_H_

#include <cstdint>
#include <string_view>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "counters/counter.h"

namespace atomics_lab {

// One thread at a time reads and changes the integer. The integer needs no
// atomic type: unlocking happens before the next locking, so no two accesses
// race.
//
// What the hardware does: a call into Abseil, a load, an addition and a store,
// and a second call. Uncontended, locking is one compare-and-swap with acquire
// order on the mutex word and unlocking one with release order; contended, the
// waiting thread spins for a while and then sleeps in the kernel (a futex).
//   x86-64   two `lock cmpxchg`, each a full fence.
//   AArch64  `ldaxr`/`stxr` and `ldxr`/`stlxr` loops, or `casa` and `casl`.
// The data access in between is an ordinary `add [mem], reg` or
// `ldr; add; str`: the same code as RacyPlain. What differs is who may run it.
class AbslMutex {
 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = true,
                                  .progress = Progress::kBlocking,
                                  .ordering = Ordering::kMutex,
                                  .width_bits = 64,
                                  .reads = Reads::kLinearizable};
  static constexpr std::string_view kSummary =
      "plain integer behind absl::Mutex; the baseline";

  // Guarantees: the count grows by `delta`, modulo 2^64. Blocks while another
  // thread is inside; a thread suspended inside holds up all others.
  // Memory ordering: mutex. Acquire on entry, release on exit.
  //
  // ASM Add x86_64: call Mutex::lock…read-modify-write…call Mutex::unlock
  //     aarch64*: call Mutex::lock…load…store…call Mutex::unlock
  //     *: exactly 1 call Mutex::lock; exactly 1 call Mutex::unlock; no loop
  //     never atomic, load-linked, fence
  void Add(Value delta) {
    const absl::MutexLock lock(mutex_);
    value_ += delta;
  }

  // Guarantees: returns the count at a moment of the call.
  // Memory ordering: mutex. A shared lock would let readers in together, but
  // both take the same word with an atomic write, so for one load it gains
  // nothing.
  //
  // ASM Read *: call Mutex::lock…load…call Mutex::unlock; exactly 1 load
  Value Read() const {
    const absl::MutexLock lock(mutex_);
    return value_;
  }

 private:
  mutable absl::Mutex mutex_;
  Value value_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_ABSL_MUTEX_H_
