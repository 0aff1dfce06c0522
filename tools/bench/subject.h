// What can be measured: the catalog's counters, and what they are held against.
#ifndef ATOMICS_LAB_TOOLS_BENCH_SUBJECT_H_
#define ATOMICS_LAB_TOOLS_BENCH_SUBJECT_H_

#include <atomic>
#include <cstdint>
#include <span>
#include <string_view>

#include "counters/probes.h"

namespace atomics_lab::bench {

struct Subject {
  std::string_view name;
  // Makes an object that starts at zero and shares no cache line.
  ErasedObject (*make)();
  // Adds 1 again and again until `stop` is set, in batches of kBatch, one at
  // least; returns how often. May be called by several threads at once.
  // Requires: `object` points to what `make` made; `stop` is on no cache line
  // that anything writes to meanwhile.
  // Memory ordering: relaxed. It orders nothing but what the counter's own Add
  // does.
  std::uint64_t (*add_until)(void* object, const std::atomic<bool>& stop);
  // As Probe::note.
  std::string_view (*note)();
};

// Increments between two looks at the clock's flag. Enough that the loop costs
// a hundredth of the cheapest increment or so; Harness() measures it.
inline constexpr int kBatch = 64;

// Guarantees: one for each specimen, in the catalog's order. Add is compiled
// into the loop as it is into any caller's.
std::span<const Subject> CounterSubjects();

// Null if there is no counter of that name.
const Subject* FindSubject(std::string_view name);

// The name of the counter that is every counter's baseline.
inline constexpr std::string_view kBaseline = "absl_mutex";

// The floor: a plain add to memory that is the calling thread's own.
const Subject& Floor();

// The loop without anything in it.
const Subject& Harness();

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_SUBJECT_H_
