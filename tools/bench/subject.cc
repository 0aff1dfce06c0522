#include "tools/bench/subject.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

#include "absl/synchronization/mutex.h"
#include "benchmark/benchmark.h"
#include "counters/cache_line.h"
#include "counters/catalog.h"
#include "counters/guarded.h"
#include "counters/hints.h"
#include "counters/patience.h"
#include "counters/probes.h"
#include "counters/specimens.h"
#include "tools/bench/busy_wait.h"
#include "tools/result/bench.h"

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

// An integer behind a lock, as in Guarded, that can stay inside.
template <typename Lock>
struct Held {
  Lock lock;
  std::uint64_t value = 0;

  void AddAndStay(std::uint64_t steps) {
    const typename TurnOf<Lock>::Type turn(lock);
    value += 1;
    Spin(steps);
  }
};

template <typename Lock>
ErasedObject MakeHeld() {
  return MakeErased<Alone<Held<Lock>>>();
}

template <typename Lock>
void AddAndStay(void* object, std::uint64_t steps, int count) {
  Held<Lock>& held = static_cast<Alone<Held<Lock>>*>(object)->counter;
  for (; count > 0; --count) held.AddAndStay(steps);
}

template <typename C>
constexpr Subject SubjectOf(std::string_view name) {
  return {.name = name,
          .hint = result::kNoHint,
          .make = [] { return MakeErased<Alone<C>>(); },
          .add = Add<C>,
          .read = Read<C>,
          .make_lock = nullptr,
          .add_and_stay = nullptr,
          .note = NoteOf<C>};
}

// The same of a counter that has a lock.
template <typename C, typename Lock>
constexpr Subject WithLock(std::string_view name) {
  Subject subject = SubjectOf<C>(name);
  subject.make_lock = MakeHeld<Lock>;
  subject.add_and_stay = AddAndStay<Lock>;
  return subject;
}

template <typename C>
struct Row {
  static constexpr auto kMake = SubjectOf<C>;
};
template <typename Lock>
struct Row<Guarded<Lock>> {
  static constexpr auto kMake = WithLock<Guarded<Lock>, Lock>;
};
template <>
struct Row<AbslMutex> {
  static constexpr auto kMake = WithLock<AbslMutex, absl::Mutex>;
};

// The counter with a hint in its waiting; without a name if it has no such
// waiting.
template <typename C, typename Hint>
struct HintedRow {
  static constexpr Subject Make(std::string_view /*name*/) { return {}; }
};
template <template <typename> typename Lock, typename Hint>
struct HintedRow<Guarded<Lock<Patience>>, Hint> {
  static constexpr Subject Make(std::string_view name) {
    using Hinted = Lock<HintedPatience<Hint>>;
    Subject subject = WithLock<Guarded<Hinted>, Hinted>(name);
    subject.hint = Hint::kName;
    return subject;
  }
};

// Not on the stack: where this was, an AMD EPYC (Zen) did the add six times
// faster than where any counter can be, because it keeps what the stack pointer
// addresses in a register.
thread_local Alone<std::uint64_t> own_memory;

void AddToOwnMemory(void* /*object*/, std::uint64_t delta, int count) {
  std::uint64_t* own = &own_memory.counter;
  benchmark::DoNotOptimize(own);  // from here on it must be in memory
  Repeat(count, [own, delta] { *own += delta; });
}

std::uint64_t ReadOwnMemory(const void* /*object*/) {
  return own_memory.counter;
}

void AddToOwnMemoryAndStay(void* /*lock*/, std::uint64_t steps, int count) {
  for (; count > 0; --count) {
    AddToOwnMemory(nullptr, 1, 1);
    Spin(steps);
  }
}

void AddNothing(void* /*object*/, std::uint64_t /*delta*/, int count) {
  Repeat(count, [] {});
}

std::uint64_t ReadNothing(const void* /*object*/) { return 0; }

ErasedObject MakeNoObject() { return MakeErased<NoObject>(); }

#define ATOMICS_LAB_LIST_SUBJECT(name, header, ...) \
  Row<__VA_ARGS__>::kMake(#name),
constexpr Subject kCounters[] = {ATOMICS_LAB_CATALOG(ATOMICS_LAB_LIST_SUBJECT)};
#undef ATOMICS_LAB_LIST_SUBJECT

#define ATOMICS_LAB_LIST_HINTED(name, header, ...) \
  HintedRow<__VA_ARGS__, Hint>::Make(#name),
template <typename Hint>
constexpr Subject kHinted[] = {ATOMICS_LAB_CATALOG(ATOMICS_LAB_LIST_HINTED)};
#undef ATOMICS_LAB_LIST_HINTED

const Subject* FindIn(std::span<const Subject> subjects,
                      std::string_view name) {
  const auto found = std::ranges::find_if(subjects, [name](const Subject& one) {
    return one.make != nullptr && one.name == name;
  });
  return found == subjects.end() ? nullptr : &*found;
}

constexpr Subject kFloor = {.name = "floor",
                            .hint = result::kNoHint,
                            .make = MakeNoObject,
                            .add = AddToOwnMemory,
                            .read = ReadOwnMemory,
                            .make_lock = MakeNoObject,
                            .add_and_stay = AddToOwnMemoryAndStay,
                            .note = NoNote};
constexpr Subject kHarness = {.name = "harness",
                              .hint = result::kNoHint,
                              .make = MakeNoObject,
                              .add = AddNothing,
                              .read = ReadNothing,
                              .make_lock = nullptr,
                              .add_and_stay = nullptr,
                              .note = NoNote};

}  // namespace

std::span<const Subject> CounterSubjects() { return kCounters; }

const Subject* FindSubject(std::string_view name, std::string_view hint) {
  if (hint == result::kNoHint) return FindIn(kCounters, name);
#define ATOMICS_LAB_FIND_HINTED(type) \
  if (hint == type::kName) return FindIn(kHinted<type>, name);
  ATOMICS_LAB_HINTS(ATOMICS_LAB_FIND_HINTED)
#undef ATOMICS_LAB_FIND_HINTED
  return nullptr;
}

const Subject& Floor() { return kFloor; }

const Subject& Harness() { return kHarness; }

}  // namespace atomics_lab::bench
