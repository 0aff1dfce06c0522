// A plain integer: the bug in its shortest form.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_RACY_PLAIN_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_RACY_PLAIN_H_

#include <cstdint>
#include <string_view>

#include "counters/counter.h"

namespace atomics_lab {

// `value_ += delta` on an ordinary std::uint64_t. It is here to be read, to be
// disassembled, and to be found by ThreadSanitizer.
//
// Two conflicting accesses in different threads, at least one of them not
// atomic and neither happening before the other, are a data race, and a data
// race makes the behaviour of the whole program undefined (C++20
// [intro.races]). "Undefined" does not mean "one of the interleavings":
// the compiler may assume that nobody else touches `value_`. It may keep it in
// a register across a loop, turn n increments into one addition of n, or store
// to it temporarily. So this class claims nothing about concurrent calls, and
// no test asserts anything about them.
//
// What the hardware does with the code that compilers emit for one call:
//   x86-64   `add [mem], reg`: one instruction, and still a load, an addition
//            and a store. Without a `lock` prefix another core can write
//            between the load and the store.
//   AArch64  `ldr; add; str`: the same three steps, spelled out.
class RacyPlain {
 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = false,
                                  .progress = Progress::kWaitFree,
                                  .ordering = Ordering::kNone,
                                  .width_bits = 64,
                                  .reads = Reads::kBounded};
  static constexpr std::string_view kSummary =
      "plain integer += delta; undefined behaviour when threads race";

  // Requires: no other call on this counter overlaps this one.
  // Guarantees: the count grows by `delta`, modulo 2^64.
  // Memory ordering: none. Not an atomic operation.
  //
  // ASM Add x86_64: only read-modify-write; never lock
  //     aarch64*: load…store; only load, store; no loop
  void Add(Value delta) { value_ += delta; }

  // Requires: no Add on this counter overlaps this call.
  // Guarantees: returns the count.
  // Memory ordering: none. Not an atomic operation.
  //
  // ASM Read *: only load; exactly 1 load; never acquire
  Value Read() const { return value_; }

 private:
  Value value_ = 0;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_RACY_PLAIN_H_
