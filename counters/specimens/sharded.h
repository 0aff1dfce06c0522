// A counter in pieces, so that threads do not meet.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_SHARDED_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_SHARDED_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "counters/cache_line.h"
#include "counters/counter.h"

namespace atomics_lab {

// kShards atomic integers, kStride bytes apart. A thread adds to the shard of
// its slot; Read sums them all. With a stride of a cache line, no line moves
// between cores while no more than kShards threads add, and Add costs what an
// uncontended atomic costs. The price is memory, a slow Read, and a Read that
// belongs to no single moment.
//
// Side by side, 8 shards share a line of 64 bytes: the same instructions on
// different addresses, and yet the line moves with every add, for caches own
// lines and not integers (false sharing; Intel 64 and IA-32 Architectures
// Optimization Reference Manual, section on sharing and false sharing). It is
// the control that shows what the padding is for. No test can tell the two
// apart, only a clock.
//
// Why the add is still a read-modify-write: slots are handed out in turn and
// wrap around, so two threads may share one. Nothing is lost then; they only
// contend.
//
// Why Read is not linearizable: it visits the shards one after the other. With
// +1 in an already visited shard followed by +1 in one still to come, it counts
// the later and misses the earlier: a sum the counter never had. What does
// hold: the result is at least the sum of all Adds that happened before the
// Read, and at most the sum of all Adds begun before its end; and successive
// reads by one thread never go back (each shard's do not), except by wrapping.
//
// What the hardware does: a load from thread-local storage and, on its first
// call, the choice of a slot; then on the slot's shard what FetchAdd does:
//   x86-64   `lock add`.
//   AArch64  `ldxr`/`stxr` loop, `ldadd`, or the outlined call.
template <std::size_t kStride>
class Sharded {
  static_assert(kStride == kCacheLine || kStride == sizeof(std::uint64_t),
                "a line of their own, or side by side");

 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = true,
                                  .progress = Progress::kLockFree,
                                  .ordering = Ordering::kRelaxed,
                                  .width_bits = 64,
                                  .reads = Reads::kBounded};
  static constexpr std::string_view kSummary =
      kStride == kCacheLine
          ? "one padded atomic per slot; threads add apart, Read sums"
          : "the same without padding: threads add apart, but on one line";

  // Guarantees: the count grows by `delta`, modulo 2^64. A thread that ends
  // leaves its share behind; nothing is lost.
  // Memory ordering: relaxed. Orders nothing but the counter's own accesses.
  //
  // ASM Add x86_64: lock add; never call; no loop
  //     aarch64: ldxr…stxr loop; never call, acquire, release
  //     aarch64_lse: ldadd; never ldxr, call; no loop
  //     aarch64_outline: call __aarch64_ldadd8_relax; no loop
  void Add(Value delta) {
    // Relaxed: the add is atomic under every order, and nobody reads other
    // data on the strength of a count.
    shards_[Slot()].value.fetch_add(delta, std::memory_order_relaxed);
  }

  // Guarantees: the sum of the shards, each read at some moment of the call.
  // Not linearizable; exact once no Add overlaps it.
  // Memory ordering: relaxed.
  //
  // ASM Read x86_64: load; only load
  //     aarch64*: only ldr
  Value Read() const {
    Value sum = 0;
    for (const Shard& shard : shards_) {
      // Relaxed: stronger loads would keep the visits in order and still not
      // make them one moment.
      sum += shard.value.load(std::memory_order_relaxed);
    }
    return sum;
  }

 private:
  static constexpr std::size_t kShards = 16;

  struct alignas(kStride) Shard {
    std::atomic<Value> value{0};
  };

  static std::size_t Slot() {
    static std::atomic<std::size_t> next{0};
    // Relaxed: only needs distinct numbers, and every order gives those.
    thread_local const std::size_t slot =
        next.fetch_add(1, std::memory_order_relaxed) % kShards;
    return slot;
  }

  std::array<Shard, kShards> shards_;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_SHARDED_H_
