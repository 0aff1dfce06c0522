// A volatile integer: every access is made, and none of them is atomic.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_RACY_VOLATILE_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_RACY_VOLATILE_H_

#include <cstdint>
#include <string_view>

#include "counters/counter.h"

namespace atomics_lab {

// `volatile` tells the compiler that an access is an event of its own: it is
// made, once, in the order of the source, as a device's register demands
// (C++20 [intro.abstract], [dcl.type.cv]). It says nothing of other threads.
// Two threads that race on a volatile object have the same data race as on a
// plain one, and the program the same undefined behaviour.
//
// Against RacyPlain one thing is gained: n increments stay n loads and n
// stores, and a loop that waits for a change sees it. What was never there is
// still missing: the load and the store of one increment are two steps, and
// neither orders anything beside it. (Java's and C#'s volatile are other
// things: those do order.)
//
// What the hardware does:
//   x86-64   `add [mem], reg`, from both compilers: one instruction that loads
//            and stores once each keeps every promise of volatile, and without
//            `lock` it loses updates all the same.
//   AArch64  `ldr; add; str`.
class RacyVolatile {
 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = false,
                                  .progress = Progress::kWaitFree,
                                  .ordering = Ordering::kNone,
                                  .width_bits = 64,
                                  .reads = Reads::kBounded};
  static constexpr std::string_view kSummary =
      "volatile integer; every access is made, none is atomic";

  // Requires: no other call on this counter overlaps this one.
  // Guarantees: the count grows by `delta`, modulo 2^64.
  // Memory ordering: none. Not an atomic operation.
  //
  // ASM Add x86_64: only read-modify-write; never lock
  //     aarch64*: load…store; only load, store; no loop
  void Add(Value delta) { value_ = value_ + delta; }

  // Requires: no Add on this counter overlaps this call.
  // Guarantees: returns the count.
  // Memory ordering: none. Not an atomic operation.
  //
  // ASM Read *: only load; exactly 1 load; never acquire
  Value Read() const { return value_; }

 private:
  volatile Value value_ = 0;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_RACY_VOLATILE_H_
