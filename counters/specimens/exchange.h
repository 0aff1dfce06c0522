// An addition made of exchanges alone.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_EXCHANGE_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_EXCHANGE_H_

#include <atomic>
#include <cstdint>
#include <string_view>

#include "counters/counter.h"

namespace atomics_lab {

// An atomic exchange cannot add: it overwrites, whatever it finds. What it can
// do is hand over. So the count is a thing that one takes away and puts back:
// exchange 0 in and hold what came out, add to it, exchange the sum in. If that
// displaces something, others have put a count there meanwhile; it must not be
// lost, so carry it and go round again, until nothing is displaced.
//
// Why nothing is lost: at every moment the count in memory and the counts in
// all threads' hands add up to the deltas begun, for an exchange moves a number
// from one place to another and none appears twice. An Add ends with empty
// hands. So when all have ended, all of it is in memory.
//
// Why it is lock-free: a round fails because somebody put a count in after the
// round had emptied the place. Whoever put the first one in displaced nothing,
// and was done. So every failed round has another thread's finished Add in it.
//
// Why a Read is worth nothing while Adds run: the count may be in somebody's
// hands, all of it. (Exchange solves consensus for two threads only: Herlihy,
// "Wait-Free Synchronization", 1991. fetch_add can do no more, and
// compare-and-swap can do everything.)
//
// What the hardware does:
//   x86-64   `xchg [mem], reg`, which locks by itself, without a prefix.
//   AArch64  Armv8.0: a `ldxr`/`stxr` loop that ignores what it loaded until it
//            has stored. Armv8.1 LSE: `swp`. Outlined: `__aarch64_swp8_relax`.
class Exchange {
 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = true,
                                  .progress = Progress::kLockFree,
                                  .ordering = Ordering::kRelaxed,
                                  .width_bits = 64,
                                  .reads = Reads::kQuiescent};
  static constexpr std::string_view kSummary =
      "takes the count away and puts it back, by exchanges alone";

  // Guarantees: the count grows by `delta`, modulo 2^64. While it runs, the
  // count may be missing from memory.
  // Memory ordering: relaxed. Orders nothing but the counter's own accesses.
  //
  // ASM Add x86_64: only xchg; xchg…xchg loop; never lock, call
  //     aarch64: only ldxr, stxr; ldxr…stxr…ldxr…stxr loop
  //     aarch64_lse: only swp; swp…swp loop
  //     aarch64_outline: only call __aarch64_swp8_relax
  //     exactly 2 call
  void Add(Value delta) {
    Value carried = delta;
    while (carried != 0) {
      // Relaxed, both: an exchange is atomic under every order and always finds
      // the latest count; counting publishes nothing else.
      carried += value_.exchange(0, std::memory_order_relaxed);
      carried = value_.exchange(carried, std::memory_order_relaxed);
    }
  }

  // Requires: no Add overlaps this call, if the value is to mean anything.
  // Guarantees: returns the count then.
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

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_EXCHANGE_H_
