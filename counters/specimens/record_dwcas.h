// Count, sum, minimum and maximum in one compare-and-swap of 16 bytes.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_RECORD_DWCAS_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_RECORD_DWCAS_H_

#include <atomic>
#include <cstdint>
#include <string_view>

#include "counters/counter.h"
#include "counters/record.h"

namespace atomics_lab {

// The record without a lock: four fields of 32 bits fill 16 bytes, the most
// that both architectures can swap at once. It is CasLoop on a wider word.
//
// Why not std::atomic<16 bytes>: GCC calls libatomic for it on both
// architectures (-mcx16 does not change that), because an atomic *load* of a
// const object might have to write where loads of 16 bytes are not atomic;
// Clang does so on x86-64. libatomic chooses at run time, perhaps a lock. Here
// it is inline assembly on x86-64, and on AArch64 __sync_val_compare_and_swap,
// which both compilers expand in place.
//
// What the hardware does:
//   x86-64   two plain loads for the first guess, then a loop around `lock
//            cmpxchg16b`, which faults unless the address is a multiple of 16.
//            Every processor since about 2006 has it. Intel SDM vol. 2A,
//            "CMPXCHG8B/CMPXCHG16B".
//   AArch64  Armv8.0: a loop around an exclusive pair, `ldxp`/`stlxp` and a
//            `dmb ish` (GCC) or `ldaxp`/`stlxp` (Clang). Armv8.1 LSE: `caspal`.
//            Outlined: `__aarch64_cas16_sync` or `__aarch64_cas16_acq_rel`.
//            Arm ARM (DDI 0487), "Load-Exclusive/Store-Exclusive" and "Compare
//            and Swap Pair" (chapter C3).
//
// A snapshot is a swap too, of a value for itself: on Armv8.0, and on an x86-64
// whose vendor promises nothing more, only that is known to read 16 bytes at
// once (`ldxp` alone is not: its pair is whole only if the `stxp` succeeds).
// So readers take the line from each other as writers do.
class RecordDwcas {
 public:
  using Value = std::uint32_t;

  // The code is a full barrier or nearly so; the contract promises none of it.
  static constexpr Claims kClaims{.lossless = true,
                                  .progress = Progress::kLockFree,
                                  .ordering = Ordering::kRelaxed,
                                  .width_bits = 32,
                                  .reads = Reads::kLinearizable};
  static constexpr std::string_view kSummary =
      "count, sum, min and max of 32 bits, swapped as one word of 16 bytes";

  // Guarantees: records `sample`; sum and count are modulo 2^32, and where the
  // count comes back to 0, min and max start anew.
  // Memory ordering: relaxed is all that is promised.
  //
  // ASM Add x86_64: lock cmpxchg16b loop; exactly 1 atomic; never call
  //     aarch64: ldxp|ldaxp…stlxp loop; never call
  //     aarch64_lse: caspal loop; never ldxp, call
  //     aarch64_outline: call __aarch64_cas16_* loop; exactly 1 call
  void Add(Value sample) {
    Words expected = Guess();
    for (;;) {
      const Words desired = Pack(Including(Unpack(expected), sample));
      const Words found = CompareAndSwap(expected, desired);
      if (found == expected) return;
      expected = found;
    }
  }

  // Guarantees: returns the sum at a moment of the call.
  // Memory ordering: relaxed.
  //
  // ASM Read x86_64: only lock cmpxchg16b; no loop
  //     aarch64: ldxp|ldaxp…stlxp loop; never call
  //     aarch64_lse: only caspal; no loop
  //     aarch64_outline: only call __aarch64_cas16_*
  Value Read() const { return static_cast<Value>(Snapshot().sum); }

  // Guarantees: returns the record at a moment of the call.
  // Memory ordering: relaxed.
  //
  // ASM Snapshot x86_64: lock cmpxchg16b; exactly 1 atomic; never call; no loop
  //     aarch64: ldxp|ldaxp…stlxp loop; never call
  //     aarch64_lse: caspal; exactly 1 atomic; never ldxp, call; no loop
  //     aarch64_outline: call __aarch64_cas16_*; exactly 1 call; no loop
  Record Snapshot() const { return Unpack(CompareAndSwap({}, {})); }

 private:
  // Count and sum, minimum and maximum; the first of each in the lower half.
  struct alignas(16) Words {
    std::uint64_t totals = 0;
    std::uint64_t extremes = 0;

    friend bool operator==(const Words&, const Words&) = default;
  };

  static constexpr std::uint64_t Lower(std::uint64_t word) {
    return word & 0xffff'ffff;
  }

  static constexpr Words Pack(const Record& record) {
    return {.totals = Lower(record.count) | record.sum << 32,
            .extremes = Lower(record.min) | record.max << 32};
  }

  static constexpr Record Unpack(const Words& words) {
    return {.count = Lower(words.totals),
            .sum = words.totals >> 32,
            .min = Lower(words.extremes),
            .max = words.extremes >> 32};
  }

  // Two loads, perhaps of different records: then the swap fails.
  Words Guess() {
    // Relaxed: the swap checks what they found.
    return {
        .totals =
            std::atomic_ref(words_.totals).load(std::memory_order_relaxed),
        .extremes =
            std::atomic_ref(words_.extremes).load(std::memory_order_relaxed)};
  }

  // Stores `desired` if `expected` is there; returns what was there.
  Words CompareAndSwap(const Words& expected, const Words& desired) const {
#if defined(__x86_64__)
    Words found = expected;
    asm volatile("lock cmpxchg16b %[words]"
                 : [words] "+m"(words_), "+a"(found.totals),
                   "+d"(found.extremes)
                 : "b"(desired.totals), "c"(desired.extremes)
                 : "memory", "cc");
    return found;
#else
    using Wide [[gnu::may_alias]] = unsigned __int128;
    const auto widen = [](const Words& words) {
      return static_cast<Wide>(words.extremes) << 64 | words.totals;
    };
    const Wide found = __sync_val_compare_and_swap(
        reinterpret_cast<Wide*>(&words_), widen(expected), widen(desired));
    return {.totals = static_cast<std::uint64_t>(found),
            .extremes = static_cast<std::uint64_t>(found >> 64)};
#endif
  }

  // Mutable: a snapshot swaps.
  mutable Words words_;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_RECORD_DWCAS_H_
