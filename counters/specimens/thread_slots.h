// A counter in pieces that have one writer each.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_THREAD_SLOTS_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_THREAD_SLOTS_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "counters/cache_line.h"
#include "counters/counter.h"
#include "counters/thread_index.h"

namespace atomics_lab {

// Each thread adds to a slot that no other living thread writes (McKenney, "Is
// Parallel Programming Hard", section "Per-Thread-Variable-Based
// Implementation"). With one writer, load, add, store loses nothing: nobody
// stores in between. It is RacySplit's code, made right by who runs it.
//
// When a thread ends, its slot keeps the count, and the next thread to get the
// index goes on from there. ThreadIndex makes the former owner's last store
// happen before the new owner's first load, so the load cannot miss it.
//
// Threads beyond kMaxThreadIndex share the last slot and need a
// read-modify-write there.
//
// A signal handler must not call Add: it would be a second writer between its
// own thread's load and store.
//
// What the hardware does, with an index:
//   x86-64   a load from thread-local storage, two comparisons, then `add reg,
//            [mem]; mov [mem], reg` (GCC) or `add [mem], reg` (Clang), without
//            `lock`. The line stays in this core's cache and the store waits
//            in its buffer while the core goes on.
//   AArch64  the same with `ldr; add; str`: no exclusive, no LSE instruction,
//            on every level.
// Beyond: `lock add`, `ldxr`/`stxr` loop, `ldadd`, or the outlined call.
class ThreadSlots {
 public:
  using Value = std::uint64_t;

  // Wait-free for a thread that has an index; the first call, and all calls of
  // threads beyond kMaxThreadIndex, are lock-free where a read-modify-write is.
  static constexpr Claims kClaims{.lossless = true,
                                  .progress = Progress::kWaitFree,
                                  .ordering = Ordering::kRelaxed,
                                  .width_bits = 64,
                                  .reads = Reads::kBounded};
  static constexpr std::string_view kSummary =
      "one padded slot per thread, written by it alone without atomic adds";

  // Guarantees: the count grows by `delta`, modulo 2^64.
  // Memory ordering: relaxed. Orders nothing but the counter's own accesses.
  //
  // ASM Add x86_64: load|read-modify-write; exactly 1 lock; no loop
  //     exactly 1 call; call Take
  //     aarch64: ldr…str; exactly 1 call; call Take; never acquire, release
  //     aarch64_lse: ldr…str; exactly 1 call; call Take; never ldxr; no loop
  //     aarch64_outline: ldr…str; exactly 1 call __aarch64_ldadd8_relax
  //     exactly 2 call; no loop
  void Add(Value delta) {
    const std::size_t index = ThreadIndex();
    std::atomic<Value>& slot = slots_[index].value;
    if (index == kNoThreadIndex) [[unlikely]] {
      // Relaxed: the add is atomic under every order, and nobody reads other
      // data on the strength of a count.
      slot.fetch_add(delta, std::memory_order_relaxed);
      return;
    }
    // Relaxed, both: this thread's own last store, or the former owner's, is
    // what it loads; readers only want the number.
    slot.store(slot.load(std::memory_order_relaxed) + delta,
               std::memory_order_relaxed);
  }

  // Guarantees: the sum of the slots, each read at some moment of the call.
  // Not linearizable (as Sharded); exact once no Add overlaps it.
  // Memory ordering: relaxed.
  //
  // ASM Read x86_64: load; only load
  //     aarch64*: only ldr
  Value Read() const {
    Value sum = 0;
    for (const Slot& slot : slots_) {
      // Relaxed: no order makes one moment of many visits.
      sum += slot.value.load(std::memory_order_relaxed);
    }
    return sum;
  }

 private:
  struct alignas(kCacheLine) Slot {
    std::atomic<Value> value{0};
  };

  std::array<Slot, kMaxThreadIndex + 1> slots_;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_THREAD_SLOTS_H_
