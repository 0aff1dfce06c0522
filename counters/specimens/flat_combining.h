// A lock whose owner does the work of those who wait for it.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_FLAT_COMBINING_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_FLAT_COMBINING_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "counters/cache_line.h"
#include "counters/counter.h"
#include "counters/patience.h"
#include "counters/thread_index.h"

namespace atomics_lab {

// Hendler, Incze, Shavit, Tzafrir: "Flat Combining and the
// Synchronization-Parallelism Tradeoff" (SPAA 2010). A thread writes what it
// wants into a publication record of its own. Then it waits until that has been
// done, or takes the lock and does it for everybody who has published. Under
// contention the data stay in the combiner's cache and one locking serves many;
// a lock that is handed from thread to thread moves both each time.
//
// For one integer this is a detour (fetch_add is shorter than the publishing).
// It pays for structures whose operations combine and cannot be made atomic.
//
// The records are an array here, not the paper's list with aging: ThreadIndex
// bounds them, and a combiner looks only at as many as have ever been used.
// Threads beyond kMaxThreadIndex have no record and take the lock themselves.
//
// What the hardware does, uncontended: publish, lock, scan, unlock.
//   x86-64   `mov` stores to publish, `xchg` to lock, loads to scan, a `mov`
//            store each to serve and to unlock.
//   AArch64  `stlrb` to publish, `ldaxrb`/`stxrb` loop or `swpab` or an
//            outlined call to lock, `ldarb` to scan, `stlr` to add, to serve
//            and to unlock.
class FlatCombining {
 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = true,
                                  .progress = Progress::kBlocking,
                                  .ordering = Ordering::kMutex,
                                  .width_bits = 64,
                                  .reads = Reads::kLinearizable};
  static constexpr std::string_view kSummary =
      "publish the delta; whoever has the lock adds everybody's";

  // Guarantees: the count grows by `delta`, modulo 2^64. Waits while another
  // thread combines; a thread suspended as combiner holds up all others.
  // Memory ordering: mutex. Publishing releases to the combiner, being served
  // acquires from it, and combiners hand over by the lock.
  // Always inlined, so that the probe shows it: Clang would only jump to it.
  //
  // ASM Add x86_64: load; xchg; lock cmpxchg; never fence
  //     aarch64: str…stlrb…ldarb…ldaxrb…stxrb…stlr…stlrb; never dmb
  //     aarch64_lse: str…stlrb…ldarb…swpab…stlr…stlrb; never ldxr, dmb
  //     aarch64_outline: str…stlrb…ldarb…call __aarch64_swp1_acq…stlrb
  //     never dmb
  [[gnu::always_inline]] void Add(Value delta) {
    const std::size_t index = ThreadIndex();
    if (index == kNoThreadIndex) [[unlikely]] {
      AddWithoutRecord(delta);
      return;
    }
    Record& record = records_[index];
    record.delta = delta;
    // Release: the combiner that acquires it sees the delta, and all that this
    // thread wrote before.
    record.waits.store(true, std::memory_order_release);
    IncludeInScans(index);
    WaitOrCombine(record);
  }

  // Guarantees: returns the count at a moment of the call, without waiting.
  // Linearizable: the count has one writer at a time, and an Add takes effect
  // with the combiner's one store, which happens before the Add returns; so a
  // Read that begins later cannot miss it, and no Read sees part of an Add.
  // Memory ordering: acquire. Sees what came before the Adds it counts.
  //
  // ASM Read x86_64: only load; exactly 1 load
  //     aarch64*: only ldar
  Value Read() const {
    // Acquire: pairs with the combiner's release store in Apply.
    return value_.load(std::memory_order_acquire);
  }

 private:
  struct alignas(kCacheLine) Record {
    std::atomic<bool> waits{false};
    // The thread's while it does not wait, the combiner's while it does.
    Value delta = 0;
  };

  // Acquire: sees what the last combiner wrote. The load before it keeps a
  // waiting thread from dragging the line away in vain.
  bool TryLock() {
    // Relaxed: only a hint; the exchange does the ordering.
    return !locked_.load(std::memory_order_relaxed) &&
           !locked_.exchange(true, std::memory_order_acquire);
  }

  // Release: hands the count and the records to the next combiner.
  void Unlock() { locked_.store(false, std::memory_order_release); }

  void WaitOrCombine(const Record& record) {
    Patience patience;
    // Acquire: pairs with the release in Combine, after which the record is
    // this thread's again.
    while (record.waits.load(std::memory_order_acquire)) {
      if (!TryLock()) {
        patience.Wait();
        continue;
      }
      Combine();
      Unlock();
    }
  }

  void AddWithoutRecord(Value delta) {
    Patience patience;
    while (!TryLock()) patience.Wait();
    Apply(delta);
    Combine();
    Unlock();
  }

  // Requires: the lock.
  void Apply(Value delta) {
    // Relaxed load: the lock has ordered the only writers. Release store: a
    // Read that counts this delta sees what its thread wrote before; the
    // combiner has acquired that.
    value_.store(value_.load(std::memory_order_relaxed) + delta,
                 std::memory_order_release);
  }

  // Requires: the lock.
  void Combine() {
    // Relaxed: a thread whose record is overlooked takes the lock and then sees
    // it, because a thread sees its own writes.
    const std::size_t used = used_.load(std::memory_order_relaxed);
    for (std::size_t i = 0; i < used; ++i) {
      // Acquire: pairs with the publishing release.
      if (!records_[i].waits.load(std::memory_order_acquire)) continue;
      Apply(records_[i].delta);
      // Release: the thread returns to find its delta added, and may publish
      // the next.
      records_[i].waits.store(false, std::memory_order_release);
    }
  }

  // Writes only when an index is used for the first time.
  void IncludeInScans(std::size_t index) {
    // Relaxed, all: the number orders nothing, see Combine.
    std::size_t used = used_.load(std::memory_order_relaxed);
    while (used <= index && !used_.compare_exchange_weak(
                                used, index + 1, std::memory_order_relaxed,
                                std::memory_order_relaxed)) {
    }
  }

  std::array<Record, kMaxThreadIndex> records_;
  alignas(kCacheLine) std::atomic<bool> locked_{false};
  std::atomic<Value> value_{0};
  std::atomic<std::size_t> used_{0};
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_FLAT_COMBINING_H_
