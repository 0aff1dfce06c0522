// An increment made of compare-and-swap.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_CAS_LOOP_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_CAS_LOOP_H_

#include <atomic>
#include <cstdint>
#include <string_view>

#include "counters/counter.h"

namespace atomics_lab {

// Which of C++'s compare-and-swaps: the weak one may fail for no reason.
enum class CasStrength { kWeak, kStrong };

// Loads the count, computes the new one, and swaps it in if and only if the
// count is still the one it was computed from; otherwise starts over with what
// it found. It repairs RacySplit's store: "write" becomes "write unless
// somebody else has". fetch_add does the same in one step; a loop like this is
// for updates that no instruction offers (saturating, multiplying, a maximum).
//
// A count that changes and changes back between load and swap goes unnoticed
// (ABA). For a number that is harmless: equal counts are interchangeable.
//
// Why the weak form is the right one: the loop repeats anyway. The strong form
// promises never to fail when the value matches. Where compare-and-swap is
// built of load-exclusive and store-exclusive, a store-exclusive may fail for
// no visible reason (the line was evicted, an interrupt came), so the strong
// form needs a loop of its own inside this one. The weak form reports the
// failure and lets this loop do the repeating. The strong one is here to be
// compared.
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
template <CasStrength kStrength>
class CasLoop {
 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = true,
                                  .progress = Progress::kLockFree,
                                  .ordering = Ordering::kRelaxed,
                                  .width_bits = 64,
                                  .reads = Reads::kLinearizable};
  static constexpr std::string_view kSummary =
      kStrength == CasStrength::kWeak
          ? "weak compare-and-swap until nobody came between"
          : "strong compare-and-swap until nobody came between";

  // Guarantees: the count grows by `delta`, modulo 2^64, in one atomic step:
  // the swap that succeeds. Lock-free: a swap fails because another succeeded,
  // or spuriously.
  // Memory ordering: relaxed. Orders nothing but the counter's own accesses.
  //
  // ASM Add x86_64: load, lock cmpxchg loop; exactly 1 atomic; never call
  //     aarch64: load, ldxr…stxr loop; never call, acquire, release
  //     aarch64_lse: load, cas loop; never ldxr, call
  //     aarch64_outline: load, call __aarch64_cas8_relax loop; only load, call
  void Add(Value delta) {
    // Relaxed: a first guess. If it is stale, the swap fails.
    Value value = value_.load(std::memory_order_relaxed);
    while (!Swap(value, value + delta)) {
      // `value` now holds what was found; the next try starts from it.
    }
  }

  // Guarantees: returns a value that the counter had during the call.
  // Successive reads by one thread never go back, except by wrapping.
  // Memory ordering: relaxed.
  //
  // ASM Read *: only load; exactly 1 load; never acquire
  Value Read() const {
    // Relaxed: the caller learns nothing from it about other variables.
    return value_.load(std::memory_order_relaxed);
  }

 private:
  // Relaxed on success: the swap is atomic under every order, and counting
  // publishes nothing. Relaxed on failure: only the count itself is used.
  bool Swap(Value& expected, Value desired) {
    if constexpr (kStrength == CasStrength::kWeak) {
      return value_.compare_exchange_weak(expected, desired,
                                          std::memory_order_relaxed,
                                          std::memory_order_relaxed);
    } else {
      return value_.compare_exchange_strong(expected, desired,
                                            std::memory_order_relaxed,
                                            std::memory_order_relaxed);
    }
  }

  std::atomic<Value> value_{0};
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_CAS_LOOP_H_
