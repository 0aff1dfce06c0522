// Count, sum, minimum and maximum behind a sequence lock.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_RECORD_SEQLOCK_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_RECORD_SEQLOCK_H_

#include <atomic>
#include <cstdint>
#include <string_view>

#include "counters/counter.h"
#include "counters/patience.h"
#include "counters/record.h"

namespace atomics_lab {

// A lock for data that are read more often than written: readers write nothing,
// so any number of them share the cache line. The sequence number is odd while
// a writer is inside. A reader copies the data between two loads of it, and
// copies again if the number was odd or has changed.
//
// The fields are atomic, because a reader may load them while a writer stores:
// with plain integers that would be a data race, even though the copy is then
// thrown away. Relaxed suffices for them; the fences do the ordering (Boehm,
// "Can seqlocks get along with programming language memory models?", MSPC
// 2012, whose fence solution this is):
//   - If a reader loads a field that a writer stored, the writer's release
//     fence, before its stores, synchronizes with the reader's acquire fence,
//     after its loads (C++20 [atomics.fences]). So the reader's second load of
//     the number sees that writer's odd one or a later one, and the copy is
//     dropped.
//   - If the first load sees an even number, it acquires what that writer
//     stored, so no field is older than that.
//
// What the hardware does:
//   x86-64   write: `lock cmpxchg`, plain loads and stores, `mov`. Read: plain
//            loads only. The fences are no instructions.
//   AArch64  write: `ldaxr`/`stxr` loop, `casa` or the outlined call; `dmb ish`
//            for the release fence; `str`s; `stlr`. Read: `ldar`, `ldr`s, `dmb
//            ishld`, `ldr`.
class RecordSeqlock {
 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = true,
                                  .progress = Progress::kBlocking,
                                  .ordering = Ordering::kMutex,
                                  .width_bits = 64,
                                  .reads = Reads::kLinearizable};
  static constexpr std::string_view kSummary =
      "count, sum, min and max; readers copy, and again if a writer came";

  // Guarantees: records `sample`; the sum is modulo 2^64. Waits while another
  // thread writes.
  // Memory ordering: mutex. Acquire on entry, release on exit.
  //
  // ASM Add x86_64: load…lock cmpxchg…load…store…store; exactly 5 store
  //     aarch64: ldr…ldaxr…stxr…dmb…ldr…str…stlr
  //     aarch64_lse: ldr…casa…dmb…ldr…str…stlr; never ldxr
  //     aarch64_outline: ldr…call __aarch64_cas8_acq…dmb…ldr…str…stlr
  //     aarch64*: exactly 1 stlr
  void Add(Value sample) {
    const std::uint64_t sequence = BeginWriting();
    Store(Including(Load(), sample));
    // Release: whoever acquires the even number sees the fields, and what this
    // thread wrote before.
    sequence_.store(sequence + 2, std::memory_order_release);
  }

  // Guarantees: returns the sum at a moment of the call. Waits for writers.
  // Memory ordering: acquire. Sees what came before the samples it counts.
  //
  // ASM Read x86_64: load…load…load; never store, atomic, fence
  //     aarch64*: ldar…ldr…dmb…ldr; never store, atomic, load-linked
  Value Read() const { return Snapshot().sum; }

  // Guarantees: returns the record at a moment of the call. Waits while a
  // thread writes, and has no bound on how often writers may make it copy.
  // Memory ordering: acquire. Sees what came before the samples it counts.
  //
  // ASM Snapshot x86_64: load…load…load; never atomic, fence
  //     aarch64*: ldar…ldr…dmb…ldr; never atomic, load-linked, release
  Record Snapshot() const {
    Patience patience;
    for (;; patience.Wait()) {
      // Acquire: the fields are at least as new as this number.
      const std::uint64_t before = sequence_.load(std::memory_order_acquire);
      if (IsOdd(before)) continue;
      const Record record = Load();
      // Acquire fence: keeps the second load of the number behind the fields.
      std::atomic_thread_fence(std::memory_order_acquire);
      // Relaxed: the fence has ordered it.
      if (sequence_.load(std::memory_order_relaxed) == before) return record;
    }
  }

 private:
  static bool IsOdd(std::uint64_t sequence) { return sequence % 2 != 0; }

  // Waits until nobody writes and makes the number odd; returns the even one.
  std::uint64_t BeginWriting() {
    Patience patience;
    for (;; patience.Wait()) {
      // Relaxed: a guess, which the swap puts to the test.
      std::uint64_t sequence = sequence_.load(std::memory_order_relaxed);
      if (IsOdd(sequence)) continue;
      // Acquire on success: sees what the last writer stored. Relaxed on
      // failure: starts over.
      if (sequence_.compare_exchange_weak(sequence, sequence + 1,
                                          std::memory_order_acquire,
                                          std::memory_order_relaxed)) {
        // Release fence: no field may be seen to change before the number is
        // odd. The swap's acquire orders its load and not its store.
        std::atomic_thread_fence(std::memory_order_release);
        return sequence;
      }
    }
  }

  // Relaxed, here and in Store: see the class comment.
  Record Load() const {
    return {.count = count_.load(std::memory_order_relaxed),
            .sum = sum_.load(std::memory_order_relaxed),
            .min = min_.load(std::memory_order_relaxed),
            .max = max_.load(std::memory_order_relaxed)};
  }

  void Store(const Record& record) {
    count_.store(record.count, std::memory_order_relaxed);
    sum_.store(record.sum, std::memory_order_relaxed);
    min_.store(record.min, std::memory_order_relaxed);
    max_.store(record.max, std::memory_order_relaxed);
  }

  std::atomic<std::uint64_t> sequence_{0};
  std::atomic<std::uint64_t> count_{0};
  std::atomic<std::uint64_t> sum_{0};
  std::atomic<std::uint64_t> min_{0};
  std::atomic<std::uint64_t> max_{0};
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_RECORD_SEQLOCK_H_
