// One atomic read-modify-write.
#ifndef ATOMICS_LAB_COUNTERS_FETCH_ADD_H_
#define ATOMICS_LAB_COUNTERS_FETCH_ADD_H_

#include <atomic>
#include <concepts>
#include <limits>
#include <string_view>

#include "counters/counter.h"

namespace atomics_lab {

// std::atomic<Value>::fetch_add: the load, the addition and the store are one
// step in the modification order of the counter (C++20 [atomics.order]: a
// read-modify-write reads the last value written before its own write). Hence
// no update can come between, and nothing is lost.
//
// `kOrder` is the order of Add and of Read. relaxed is enough to count: it
// gives up the ordering of other variables, never the atomicity. seq_cst makes
// the counter usable as a flag: what a thread wrote before Add is visible to a
// thread whose Read saw that Add.
//
// What the hardware does:
//   x86-64   `lock add` (`lock xadd` where the old value is used; newer Clang:
//            `lock inc` for 1). The core keeps the cache line exclusive for
//            the duration of the instruction. Every locked instruction is a
//            full fence, so relaxed and seq_cst are the same code. Intel SDM
//            vol. 3A, section "Locked Atomic Operations".
//   AArch64  Armv8.0: a loop of load-exclusive, add, store-exclusive; the
//            store fails if the line was lost in between. `ldxr`/`stxr` for
//            relaxed, `ldaxr`/`stlxr` for seq_cst: here order is visible.
//            Armv8.1 LSE: one `ldadd` or `ldaddal`, which the core may do in
//            its cache or send to the place where the line is.
//            The compilers' default on Linux calls `__aarch64_ldadd8_relax`
//            and its kin, which choose between the two at run time.
//            Arm ARM (DDI 0487), "Synchronization and semaphores" (chapter
//            B2) and "Atomic instructions" (chapter C3).
//
// Progress: one instruction is wait-free. The load-exclusive loop is only
// lock-free: somebody's store succeeds, but not necessarily mine. The claim is
// what holds on every target.
template <std::unsigned_integral Integer, std::memory_order kOrder>
class FetchAdd {
  // The orders that mean something for a load, a store and both at once.
  static_assert(kOrder == std::memory_order_relaxed ||
                    kOrder == std::memory_order_seq_cst,
                "FetchAdd is for relaxed and seq_cst");
  static_assert(std::atomic<Integer>::is_always_lock_free,
                "a locked atomic would be another specimen");

 public:
  using Value = Integer;

  static constexpr Claims kClaims{
      .lossless = true,
      .progress = Progress::kLockFree,
      .ordering = kOrder == std::memory_order_relaxed ? Ordering::kRelaxed
                                                      : Ordering::kSeqCst,
      .width_bits = std::numeric_limits<Value>::digits,
      .reads = Reads::kLinearizable};
  static constexpr std::string_view kSummary =
      kOrder == std::memory_order_relaxed
          ? "one atomic add that orders nothing else"
          : "one atomic add, in the single order of all seq_cst operations";

  // Guarantees: the count grows by `delta`, modulo 2^width_bits, in one atomic
  // step.
  // Memory ordering: kOrder. relaxed: none beside the counter. seq_cst:
  // acquire, release, and one order of all seq_cst operations.
  void Add(Value delta) {
    // kOrder: the template's parameter is the point of the specimen.
    value_.fetch_add(delta, kOrder);
  }

  // Guarantees: returns a value that the counter had during the call.
  // Successive reads by one thread never go back, except by wrapping.
  // Memory ordering: kOrder. relaxed: none. seq_cst: acquire, and one order of
  // all seq_cst operations (`ldar` on AArch64, a plain `mov` on x86-64, where
  // the price of seq_cst is paid by the writer).
  Value Read() const {
    // kOrder: a seq_cst Add publishes only to a Read that acquires.
    return value_.load(kOrder);
  }

 private:
  std::atomic<Value> value_{0};
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_FETCH_ADD_H_
