// Atomic accesses that do not make an atomic increment.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_RACY_SPLIT_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_RACY_SPLIT_H_

#include <atomic>
#include <cstdint>
#include <string_view>

#include "counters/counter.h"

namespace atomics_lab {

// Read, modify, write: an atomic load, an addition in a register, an atomic
// store. Each access is atomic, so there is no data race and the behaviour is
// defined. The three together are not, so updates are lost: a thread that
// stores overwrites every increment that came after its load.
//
// What can come out is a statement about all schedules. N threads that each
// call Add(1) K times end with a count c for which
//   c = K          where N is 1,
//   1 <= c <= N    where K is 1,
//   2 <= c <= N*K  otherwise.
// Above: a stored value is one more than the value it was computed from, and
// no increment can be counted twice on the way. Below: the last store in the
// modification order is some thread's last Add, because a thread's own stores
// stand there in the order it made them; and a thread's second Add cannot read
// a value older than its own first store (write-write and write-read coherence,
// C++20 [intro.races]), so it stores at least 2.
// Two threads with two increments each have 70 interleavings: 4 comes out of
// 6 of them, 3 of 32, 2 of 32. Real machines meet the 6 nearly always, which
// is why the bug survives testing.
//
// What the hardware does:
//   x86-64   `add reg, [mem]; mov [mem], reg` (GCC), or `add [mem], reg`
//            (Clang fuses the three steps): no `lock` prefix, so the line may
//            change hands between the load and the store even inside the one
//            instruction.
//   AArch64  `ldr; add; str`.
class RacySplit {
 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = false,
                                  .progress = Progress::kWaitFree,
                                  .ordering = Ordering::kRelaxed,
                                  .width_bits = 64,
                                  .reads = Reads::kLinearizable};
  static constexpr std::string_view kSummary =
      "atomic load, add, atomic store; the increment is not atomic";

  // Guarantees: stores a value `delta` larger, modulo 2^64, than one that the
  // counter held when it was loaded. Other threads' updates between that load
  // and this store are lost.
  // Memory ordering: relaxed. Orders nothing but the counter's own accesses.
  //
  // ASM Add x86_64-gcc: load…store; only load, store; no loop
  //     x86_64-clang: only read-modify-write; never lock
  //     aarch64*: load…store; only load, store; no loop
  void Add(Value delta) {
    // Relaxed: a stronger load would order other variables, but it would not
    // keep other threads from storing before this one does.
    const Value value = value_.load(std::memory_order_relaxed);
    // Relaxed: for the same reason. Even seq_cst here loses updates.
    value_.store(value + delta, std::memory_order_relaxed);
  }

  // Guarantees: returns a value that some Add stored, or 0 before the first.
  // Successive reads by one thread may go down, because a late store does.
  // Memory ordering: relaxed.
  //
  // ASM Read *: only load; exactly 1 load; never acquire
  Value Read() const {
    // Relaxed: the caller wants the number and learns nothing from it about
    // other variables.
    return value_.load(std::memory_order_relaxed);
  }

 private:
  std::atomic<Value> value_{0};
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_RACY_SPLIT_H_
