#include "tools/bench/subject.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

#include "benchmark/benchmark.h"
#include "counters/cache_line.h"
#include "counters/catalog.h"
#include "counters/probes.h"
#include "counters/specimens.h"

namespace atomics_lab::bench {
namespace {

// The barrier keeps the compiler from making one add of several plain ones, and
// is no instruction.
template <typename Increment>
void Repeat(int count, Increment increment) {
  for (; count >= kBatch; count -= kBatch) {
#pragma GCC unroll 64
    for (int i = 0; i < kBatch; ++i) {
      increment();
      benchmark::ClobberMemory();
    }
  }
#pragma GCC unroll 1
  for (; count > 0; --count) {
    increment();
    benchmark::ClobberMemory();
  }
}

template <typename C>
struct alignas(kCacheLine) Alone {
  C counter;
};

struct NoObject {};

std::string_view NoNote() { return ""; }

template <typename C>
void Add(void* object, std::uint64_t delta, int count) {
  C& counter = static_cast<Alone<C>*>(object)->counter;
  const auto value = static_cast<typename C::Value>(delta);
  Repeat(count, [&counter, value] { counter.Add(value); });
}

template <typename C>
std::uint64_t Read(const void* object) {
  return static_cast<const Alone<C>*>(object)->counter.Read();
}

// Not on the stack: some processors keep what the stack pointer addresses in a
// register, which made this add six times cheaper on an AMD EPYC (Zen) than one
// to the same memory by another register. No counter has the benefit of that.
thread_local Alone<std::uint64_t> own_memory;

void AddToOwnMemory(void* /*object*/, std::uint64_t delta, int count) {
  std::uint64_t* own = &own_memory.counter;
  benchmark::DoNotOptimize(own);  // from here on it must be in memory
  Repeat(count, [own, delta] { *own += delta; });
}

std::uint64_t ReadOwnMemory(const void* /*object*/) {
  return own_memory.counter;
}

void AddNothing(void* /*object*/, std::uint64_t /*delta*/, int count) {
  Repeat(count, [] {});
}

std::uint64_t ReadNothing(const void* /*object*/) { return 0; }

#define ATOMICS_LAB_LIST_SUBJECT(name, header, ...)                          \
  {#name, [] { return MakeErased<Alone<__VA_ARGS__>>(); }, Add<__VA_ARGS__>, \
   Read<__VA_ARGS__>, NoteOf<__VA_ARGS__>},
constexpr Subject kCounters[] = {ATOMICS_LAB_CATALOG(ATOMICS_LAB_LIST_SUBJECT)};
#undef ATOMICS_LAB_LIST_SUBJECT

constexpr Subject kFloor = {"floor", [] { return MakeErased<NoObject>(); },
                            AddToOwnMemory, ReadOwnMemory, NoNote};
constexpr Subject kHarness = {"harness", [] { return MakeErased<NoObject>(); },
                              AddNothing, ReadNothing, NoNote};

}  // namespace

std::span<const Subject> CounterSubjects() { return kCounters; }

const Subject* FindSubject(std::string_view name) {
  const auto* const found = std::ranges::find(kCounters, name, &Subject::name);
  return found == std::end(kCounters) ? nullptr : found;
}

const Subject& Floor() { return kFloor; }

const Subject& Harness() { return kHarness; }

}  // namespace atomics_lab::bench
