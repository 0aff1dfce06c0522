// Runs a plan, on Google Benchmark.
#ifndef ATOMICS_LAB_TOOLS_BENCH_MEASURE_H_
#define ATOMICS_LAB_TOOLS_BENCH_MEASURE_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "tools/bench/plan.h"
#include "tools/bench/subject.h"
#include "tools/bench/timed_run.h"
#include "tools/bench/watch.h"

namespace atomics_lab::bench {

// One repetition of one row: what is compared is measured one after the other.
// A run that did not take place any more has no tally.
struct Trio {
  PlannedRow row;
  int repetition = 0;  // from 1
  std::optional<Tally> floor;
  std::optional<Tally> baseline;
  std::optional<Tally> subject;
};

// One repetition of the empty loop, by one thread that only adds.
struct HarnessPair {
  std::optional<Tally> floor;
  std::optional<Tally> harness;
};

struct Measurements {
  std::vector<Trio> trios;  // repetition-major, then the plan's order of rows
  std::vector<HarnessPair> harness;  // one for each repetition
};

// Requires: no other benchmarks are registered; called by one thread at a time.
// Guarantees: repetitions go round all rows, so a drift of the machine meets
// all rows alike, and what was finished before a stop is evenly spread.
Measurements Measure(const Plan& plan, const Watch& watch);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_MEASURE_H_
