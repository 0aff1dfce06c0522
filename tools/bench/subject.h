// What can be measured: the catalog's counters, and what they are held against.
#ifndef ATOMICS_LAB_TOOLS_BENCH_SUBJECT_H_
#define ATOMICS_LAB_TOOLS_BENCH_SUBJECT_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "counters/probes.h"
#include "tools/result/bench.h"

namespace atomics_lab::bench {

struct Subject {
  std::string_view name;
  // Given while it waits for its lock (counters/hints.h): "none", unless it is
  // a spinning lock made for measuring a hint.
  std::string_view hint;
  // Makes an object that starts at zero and shares no cache line.
  ErasedObject (*make)();
  // Adds `delta` to the counter, `count` times. Add is compiled into the loop,
  // as it is into any caller's. May be called by several threads at once.
  // Requires: `object` points to what `make` made; `delta` is less than
  // 2^width_bits.
  // Memory ordering: the counter's.
  void (*add)(void* object, std::uint64_t delta, int count);
  // The counter's Read. The rest as for `add`.
  std::uint64_t (*read)(const void* object);
  // Of a lock, otherwise null: makes what add_and_stay works on.
  ErasedObject (*make_lock)();
  // Adds 1 under the lock and stays inside for `steps` of Spin (busy_wait.h),
  // `count` times. The rest as for `add`.
  // Requires: `lock` points to what `make_lock` made.
  void (*add_and_stay)(void* lock, std::uint64_t steps, int count);
  // As Probe::note.
  std::string_view (*note)();
};

// Increments between two looks at the clock's flag, and how many `add` makes
// without a look at its count. Enough that all around an increment costs a few
// hundredths of the cheapest one; Harness() measures it.
inline constexpr int kBatch = 64;

// Guarantees: one for each specimen, in the catalog's order, without a hint.
std::span<const Subject> CounterSubjects();

// Null if there is no counter of that name, or none that gives that hint: only
// spinning locks give one, and only this architecture's.
const Subject* FindSubject(std::string_view name,
                           std::string_view hint = result::kNoHint);

// The name of the counter that is every counter's baseline.
inline constexpr std::string_view kBaseline = "absl_mutex";

// The floor: a plain add to memory that is the calling thread's own, and a
// plain load of it.
const Subject& Floor();

// The same calls and loops without anything in them.
const Subject& Harness();

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_SUBJECT_H_
