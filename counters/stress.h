// The seed's program, many times over.
#ifndef ATOMICS_LAB_COUNTERS_STRESS_H_
#define ATOMICS_LAB_COUNTERS_STRESS_H_

#include <cstdint>

#include "counters/histogram.h"
#include "counters/probes.h"

namespace atomics_lab {

// What one stress does.
struct StressPlan {
  int threads = 2;
  std::uint64_t increments = 2;  // of each thread in each run
  std::uint64_t runs = 1;
  // Called after each Add with what a Read then returned, by all threads at
  // once; null for nothing, and then nothing is read between the Adds.
  void (*on_value)(std::uint64_t value) = nullptr;
};

// What came of the runs.
struct StressResult {
  Histogram values;
  // Runs in which two threads' adding overlapped in time, so that one could
  // disturb the other. Where it is small, few threads ever met.
  std::uint64_t overlapped = 0;
};

// Lets `threads` threads call Add(1) `increments` times each on one new
// counter, reads it, and does so `runs` times.
// Requires: threads > 0.
// Guarantees: the final value of each run. In every run all threads stand at
// the starting line before any of them adds, and the final Read happens after
// all Adds. The threads are the same ones in all runs. Where there is a CPU for
// each, they stay on different ones, so that they really run at once.
// What the values say: these can come out. They never say that another cannot.
StressResult RunStress(const Probe& probe, const StressPlan& plan);

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_STRESS_H_
