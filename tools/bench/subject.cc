#include "tools/bench/subject.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "benchmark/benchmark.h"
#include "counters/cache_line.h"
#include "counters/catalog.h"
#include "counters/probes.h"
#include "counters/specimens.h"

namespace atomics_lab::bench {
namespace {

// The barrier keeps the compiler from making one add of a batch of plain ones,
// and is no instruction.
template <typename Increment>
std::uint64_t RepeatUntil(const std::atomic<bool>& stop, Increment increment) {
  std::uint64_t batches = 0;
  do {
#pragma GCC unroll 64
    for (int i = 0; i < kBatch; ++i) {
      increment();
      benchmark::ClobberMemory();
    }
    ++batches;
    // Relaxed: it says when, and nothing is read on the strength of it.
  } while (!stop.load(std::memory_order_relaxed));
  return batches * kBatch;
}

template <typename C>
struct alignas(kCacheLine) Alone {
  C counter;
};

struct NoObject {};

std::string_view NoNote() { return ""; }

template <typename C>
std::uint64_t AddUntil(void* object, const std::atomic<bool>& stop) {
  C& counter = static_cast<Alone<C>*>(object)->counter;
  return RepeatUntil(stop, [&counter] { counter.Add(1); });
}

// Not on the stack: some processors keep what the stack pointer addresses in a
// register, which made this add six times cheaper on an AMD EPYC (Zen) than one
// to the same memory by another register. No counter has the benefit of that.
std::uint64_t AddToOwnMemory(void* /*object*/, const std::atomic<bool>& stop) {
  const auto own = std::make_unique<Alone<std::uint64_t>>();
  benchmark::DoNotOptimize(own.get());  // from here on it must be in memory
  return RepeatUntil(stop, [&counter = own->counter] { counter += 1; });
}

std::uint64_t DoNothing(void* /*object*/, const std::atomic<bool>& stop) {
  return RepeatUntil(stop, [] {});
}

#define ATOMICS_LAB_LIST_SUBJECT(name, header, ...)        \
  {#name, [] { return MakeErased<Alone<__VA_ARGS__>>(); }, \
   AddUntil<__VA_ARGS__>, NoteOf<__VA_ARGS__>},
constexpr Subject kCounters[] = {ATOMICS_LAB_CATALOG(ATOMICS_LAB_LIST_SUBJECT)};
#undef ATOMICS_LAB_LIST_SUBJECT

constexpr Subject kFloor = {"floor", [] { return MakeErased<NoObject>(); },
                            AddToOwnMemory, NoNote};
constexpr Subject kHarness = {"harness", [] { return MakeErased<NoObject>(); },
                              DoNothing, NoNote};

}  // namespace

std::span<const Subject> CounterSubjects() { return kCounters; }

const Subject* FindSubject(std::string_view name) {
  const auto* const found = std::ranges::find(kCounters, name, &Subject::name);
  return found == std::end(kCounters) ? nullptr : found;
}

const Subject& Floor() { return kFloor; }

const Subject& Harness() { return kHarness; }

}  // namespace atomics_lab::bench
