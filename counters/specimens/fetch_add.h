// One atomic read-modify-write.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_FETCH_ADD_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_FETCH_ADD_H_

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
// `kOrder` is the order of Add, and of Read as far as a load can have it.
// relaxed is enough to count: it gives up the ordering of other variables,
// never the atomicity. The others make the counter a signal too. release: what
// a thread wrote before Add is visible to a thread that saw that Add and
// acquired. acquire: what stands after Add in the source stays after it.
// acq_rel is both, and seq_cst adds one order that all threads agree on.
//
// What the hardware does:
//   x86-64   `lock add` (`lock xadd` where the old value is used; newer Clang:
//            `lock inc` for 1). The core keeps the cache line exclusive for
//            the duration of the instruction. Every locked instruction is a
//            full fence, so relaxed and seq_cst are the same code. Intel SDM
//            vol. 3A, section "Locked Atomic Operations".
//   AArch64  Here order is visible: an `a` makes the load half acquire, an `l`
//            the store half release.
//            Armv8.0: a loop of load-exclusive, add, store-exclusive; the
//            store fails if the line was lost in between. `ldxr`/`stxr`,
//            `ldaxr`/`stxr`, `ldxr`/`stlxr`, `ldaxr`/`stlxr`.
//            Armv8.1 LSE: one `ldadd`, `ldadda`, `ldaddl` or `ldaddal`, which
//            the core may do in its cache or send to where the line is.
//            acq_rel and seq_cst are the same code: `ldaddal` against a later
//            `ldar` is as good as seq_cst asks.
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
  static constexpr Ordering ClaimFor(std::memory_order order) {
    if (order == std::memory_order_acquire) return Ordering::kAcquire;
    if (order == std::memory_order_release) return Ordering::kRelease;
    if (order == std::memory_order_acq_rel) return Ordering::kAcqRel;
    return order == std::memory_order_seq_cst ? Ordering::kSeqCst
                                              : Ordering::kRelaxed;
  }

  static constexpr std::string_view SummaryFor(std::memory_order order) {
    if (order == std::memory_order_acquire) {
      return "one atomic add; what comes after it stays after it";
    }
    if (order == std::memory_order_release) {
      return "one atomic add; what came before it stays before it";
    }
    if (order == std::memory_order_acq_rel) {
      return "one atomic add that hands on what came before it";
    }
    return order == std::memory_order_seq_cst
               ? "one atomic add, in the single order of all seq_cst operations"
               : "one atomic add that orders nothing else";
  }

  // What is left of kOrder for a load, which cannot release.
  static constexpr std::memory_order kReadOrder =
      kOrder == std::memory_order_release   ? std::memory_order_relaxed
      : kOrder == std::memory_order_acq_rel ? std::memory_order_acquire
                                            : kOrder;

  static_assert(std::atomic<Integer>::is_always_lock_free,
                "a locked atomic would be another specimen");

 public:
  using Value = Integer;

  static constexpr Claims kClaims{
      .lossless = true,
      .progress = Progress::kLockFree,
      .ordering = ClaimFor(kOrder),
      .width_bits = std::numeric_limits<Value>::digits,
      .reads = Reads::kLinearizable};
  static constexpr std::string_view kSummary = SummaryFor(kOrder);

  // Guarantees: the count grows by `delta`, modulo 2^width_bits, in one atomic
  // step.
  // Memory ordering: kOrder. What it means stands above the class.
  //
  // ASM Add x86_64: only lock add|lock inc; at most 2 instructions
  // ASM fetch_add_relaxed_*::Add aarch64: only ldxr, stxr; ldxr…stxr loop
  //     aarch64_lse: only ldadd|stadd; no loop
  //     aarch64_outline: only call __aarch64_ldadd*_relax; exactly 1 call
  // ASM fetch_add_acquire_*::Add aarch64: only ldaxr, stxr; ldaxr…stxr loop
  //     aarch64_lse: only ldadda; no loop
  //     aarch64_outline: only call __aarch64_ldadd*_acq; exactly 1 call
  // ASM fetch_add_release_*::Add aarch64: only ldxr, stlxr; ldxr…stlxr loop
  //     aarch64_lse: only ldaddl|staddl; no loop
  //     aarch64_outline: only call __aarch64_ldadd*_rel; exactly 1 call
  // ASM fetch_add_acq_rel_*::Add aarch64: only ldaxr, stlxr; ldaxr…stlxr loop
  //     aarch64_lse: only ldaddal; no loop
  //     aarch64_outline: only call __aarch64_ldadd*_acq_rel; exactly 1 call
  // ASM fetch_add_seq_cst_*::Add aarch64: only ldaxr, stlxr; ldaxr…stlxr loop
  //     aarch64_lse: only ldaddal; no loop
  //     aarch64_outline: only call __aarch64_ldadd*_acq_rel; exactly 1 call
  void Add(Value delta) {
    // kOrder: the template's parameter is the point of the specimen.
    value_.fetch_add(delta, kOrder);
  }

  // Guarantees: returns a value that the counter had during the call.
  // Successive reads by one thread never go back, except by wrapping.
  // Memory ordering: kOrder as far as a load can have it: relaxed for release,
  // acquire for acq_rel. On AArch64 `ldar` serves acquire and seq_cst; on
  // x86-64 every load is a plain `mov`, and the price of seq_cst is paid by the
  // writer.
  //
  // ASM Read x86_64: only load; exactly 1 load
  // ASM fetch_add_relaxed_*::Read aarch64*: only ldr
  // ASM fetch_add_acquire_*::Read aarch64*: only ldar
  // ASM fetch_add_release_*::Read aarch64*: only ldr
  // ASM fetch_add_acq_rel_*::Read aarch64*: only ldar
  // ASM fetch_add_seq_cst_*::Read aarch64*: only ldar
  Value Read() const {
    // An Add that releases publishes only to a Read that acquires.
    return value_.load(kReadOrder);
  }

 private:
  std::atomic<Value> value_{0};
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_FETCH_ADD_H_
