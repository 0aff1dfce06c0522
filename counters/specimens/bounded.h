// A counter that stops at its limit.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_BOUNDED_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_BOUNDED_H_

#include <atomic>
#include <cstdint>
#include <string_view>

#include "counters/counter.h"

namespace atomics_lab {

// Counts tickets, connections, bytes of a quota: never past kLimit, and exactly
// up to it. fetch_add cannot do it: it adds first and tells afterwards. Until a
// too large add is taken back, others see a count that nobody was entitled to,
// and are turned away by it. Compare-and-swap decides and adds in one step: the
// swap succeeds only on the very count that was examined.
//
// What the hardware does: CasLoop's code and two instructions more, a
// subtraction and a comparison with a way out.
//   x86-64   `mov`, then a loop around `lock cmpxchg`.
//   AArch64  `ldr`, then a loop around `ldxr`/`stxr`, `cas`, or the outlined
//            call.
template <std::uint64_t kLimit>
class Bounded {
  static_assert(kLimit != 0, "0 stands for no limit");

 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = true,
                                  .progress = Progress::kLockFree,
                                  .ordering = Ordering::kRelaxed,
                                  .width_bits = 64,
                                  .limit = kLimit,
                                  .reads = Reads::kLinearizable};
  static constexpr std::string_view kSummary =
      "compare-and-swap, unless that would pass the limit";

  // Guarantees: the count grows by `delta` in one atomic step and the answer is
  // true; or, if it would pass kLimit, nothing changes and the answer is false.
  // False means that at a moment of the call there was no room for `delta`.
  // Lock-free: a swap fails because another succeeded, or spuriously.
  // Memory ordering: relaxed. Orders nothing but the counter's own accesses.
  bool TryAdd(Value delta) {
    // Relaxed: a first guess. If it is stale, the swap fails.
    Value value = value_.load(std::memory_order_relaxed);
    // Compared by subtraction, which cannot wrap: the count is never above.
    while (delta <= kLimit - value) {
      // Relaxed on success: the swap is atomic under every order, and counting
      // publishes nothing. Relaxed on failure: only the count itself is used.
      if (value_.compare_exchange_weak(value, value + delta,
                                       std::memory_order_relaxed,
                                       std::memory_order_relaxed)) {
        return true;
      }
    }
    return false;
  }

  // Guarantees: as TryAdd, for callers who need no answer.
  // Memory ordering: relaxed.
  //
  // ASM Add x86_64: load, lock cmpxchg loop; exactly 1 atomic; never call
  //     aarch64: load, ldxr…stxr loop; never call, acquire, release
  //     aarch64_lse: load, cas loop; never ldxr, call
  //     aarch64_outline: load, call __aarch64_cas8_relax loop; only load, call
  void Add(Value delta) { static_cast<void>(TryAdd(delta)); }

  // Guarantees: returns a value that the counter had during the call, at most
  // kLimit. Successive reads by one thread never go back.
  // Memory ordering: relaxed.
  //
  // ASM Read *: only load; exactly 1 load; never acquire
  Value Read() const {
    // Relaxed: the caller learns nothing from it about other variables.
    return value_.load(std::memory_order_relaxed);
  }

 private:
  std::atomic<Value> value_{0};
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_BOUNDED_H_
