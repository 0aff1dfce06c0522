// An increment made of compare-and-swap.
#ifndef ATOMICS_LAB_COUNTERS_CAS_LOOP_H_
#define ATOMICS_LAB_COUNTERS_CAS_LOOP_H_

#include <atomic>
#include <cstdint>
#include <string_view>

#include "counters/counter.h"

namespace atomics_lab {

// Loads the count, computes the new one, and swaps it in if and only if the
// count is still the one it was computed from; otherwise starts over with what
// it found. It repairs RacySplit's store: "write" becomes "write unless
// somebody else has". fetch_add does the same in one step; a loop like this is
// for updates that no instruction offers (saturating, multiplying, a maximum).
//
// A count that changes and changes back between load and swap goes unnoticed
// (ABA). For a number that is harmless: equal counts are interchangeable.
//
// Why compare_exchange_weak: the loop repeats anyway. The strong form promises
// never to fail when the value matches. Where compare-and-swap is built of
// load-exclusive and store-exclusive, a store-exclusive may fail for no visible
// reason (the line was evicted, an interrupt came), so the strong form needs a
// loop of its own inside this one. The weak form reports the failure and lets
// this loop do the repeating.
//
// What the hardware does:
//   x86-64   `mov`, then a loop around `lock cmpxchg`. Weak and strong are the
//            same: the instruction never fails for no reason.
//   AArch64  Armv8.0: `ldr`, then a loop around `ldxr; cmp; b.ne; stxr`.
//            Armv8.1 LSE: `cas`, one instruction, in a loop.
//            Outlined: a loop around `__aarch64_cas8_relax`.
//
// Under contention it costs more than fetch_add: a failed swap has moved the
// cache line and done no work.
class CasLoop {
 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = true,
                                  .progress = Progress::kLockFree,
                                  .ordering = Ordering::kRelaxed,
                                  .width_bits = 64,
                                  .reads = Reads::kLinearizable};
  static constexpr std::string_view kSummary =
      "compare-and-swap until nobody came between";

  // Guarantees: the count grows by `delta`, modulo 2^64, in one atomic step:
  // the swap that succeeds. Lock-free: a swap fails because another succeeded,
  // or spuriously.
  // Memory ordering: relaxed. Orders nothing but the counter's own accesses.
  void Add(Value delta) {
    // Relaxed: a first guess. If it is stale, the swap fails.
    Value value = value_.load(std::memory_order_relaxed);
    // Relaxed on success: the swap is atomic under every order, and counting
    // publishes nothing. Relaxed on failure: only the count itself is used.
    while (!value_.compare_exchange_weak(value, value + delta,
                                         std::memory_order_relaxed,
                                         std::memory_order_relaxed)) {
      // `value` now holds what was found; the next try starts from it.
    }
  }

  // Guarantees: returns a value that the counter had during the call.
  // Successive reads by one thread never go back, except by wrapping.
  // Memory ordering: relaxed.
  Value Read() const {
    // Relaxed: the caller learns nothing from it about other variables.
    return value_.load(std::memory_order_relaxed);
  }

 private:
  std::atomic<Value> value_{0};
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_CAS_LOOP_H_
