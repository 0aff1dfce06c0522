// The instructions themselves, written by hand.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_INLINE_ASM_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_INLINE_ASM_H_

#include <atomic>
#include <cstdint>
#include <string_view>

#include "counters/counter.h"

namespace atomics_lab {

// What a compiler makes of fetch_add, for once without a compiler: `lock xadd`
// on x86-64, load-linked and store-conditional on AArch64, whatever level the
// rest of the program is built for.
//
// It is here to be compared with FetchAdd, and to show what hand-written
// assembly costs. The compiler cannot use `lock add` where the old value is not
// wanted, `lock inc` for 1, or `ldadd` where the CPU has it: it sees a black
// box. And whoever writes it must describe the box truthfully to the compiler,
// or nobody will notice until it breaks:
//   - `value_` is an operand that is read and written ("+"), not an address in
//     a register: otherwise the compiler may keep the count elsewhere.
//   - AArch64's exclusives take a bare register as address; "Q" asks for just
//     that.
//   - "=&r": written before all inputs are read, so it must not share a
//     register with one.
//   - "cc": `xadd` sets flags. The AArch64 loop does not touch them.
//   - No "memory" clobber: Add is relaxed, and the compiler may move other
//     accesses across it. A lock written like this would need one.
//   - Between `ldxr` and `stxr` stands no access to memory and nothing the
//     compiler could put there: a spill in between may clear the monitor each
//     time, and the loop never ends (Arm ARM DDI 0487, B2.9.5, "Load-Exclusive
//     and Store-Exclusive instruction usage restrictions").
class InlineAsm {
 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = true,
                                  .progress = Progress::kLockFree,
                                  .ordering = Ordering::kRelaxed,
                                  .width_bits = 64,
                                  .reads = Reads::kLinearizable};
  static constexpr std::string_view kSummary =
      "`lock xadd` or load-linked and store-conditional, written by hand";

  // Guarantees: the count grows by `delta`, modulo 2^64, in one atomic step.
  // Memory ordering: relaxed is what it promises. (On x86-64 the hardware makes
  // it a full fence, but the compiler does not know.)
  //
  // ASM Add x86_64: only lock xadd; at most 2 instructions
  //     aarch64*: only ldxr, stxr; ldxr…add…stxr…cbnz loop
  //     at most 5 instructions
  void Add(Value delta) {
#if defined(__x86_64__)
    asm volatile("lock xaddq %[delta], %[value]"
                 : [delta] "+r"(delta), [value] "+m"(value_)
                 :
                 : "cc");
#elif defined(__aarch64__)
    Value sum;
    std::uint32_t failed;
    asm volatile(
        "1: ldxr %[sum], %[value]\n"
        "add %[sum], %[sum], %[delta]\n"
        "stxr %w[failed], %[sum], %[value]\n"
        "cbnz %w[failed], 1b"
        : [sum] "=&r"(sum), [failed] "=&r"(failed), [value] "+Q"(value_)
        : [delta] "r"(delta));
#else
#error "InlineAsm is written for x86-64 and AArch64; add this architecture's"
#endif
  }

  // Guarantees: returns a value that the counter had during the call.
  // Successive reads by one thread never go back, except by wrapping.
  // Memory ordering: relaxed.
  //
  // ASM Read *: only load; exactly 1 load; never acquire
  Value Read() const {
    // Relaxed: the caller learns nothing from it about other variables.
    return std::atomic_ref(value_).load(std::memory_order_relaxed);
  }

 private:
  static_assert(std::atomic_ref<Value>::is_always_lock_free);

  // Mutable, because an atomic_ref of a constant comes only with C++26.
  alignas(std::atomic_ref<Value>::required_alignment) mutable Value value_ = 0;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_INLINE_ASM_H_
