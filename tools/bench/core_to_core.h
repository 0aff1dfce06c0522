// How long a cache line takes from one CPU to another.
#ifndef ATOMICS_LAB_TOOLS_BENCH_CORE_TO_CORE_H_
#define ATOMICS_LAB_TOOLS_BENCH_CORE_TO_CORE_H_

#include <cstddef>

#include "tools/bench/experiment_plan.h"
#include "tools/bench/watch.h"
#include "tools/result/experiments.h"

namespace atomics_lab::bench {

std::size_t CoreToCoreRuns(const ExperimentPlan& plan);

// For every pair of CPUs, two threads send one line to and fro: each waits for
// the turn number that the other stores, and stores the next. A run's number is
// its time over the number of turns, in nanoseconds: one way.
// Guarantees: repetitions go round all pairs. A pair that a stop came before
// has fewer repetitions than planned. With fewer than two CPUs, or where
// threads may not be kept on them, there is a reason and no pair.
// Memory ordering: turns are read with acquire and stored with release.
result::CoreToCore MeasureCoreToCore(const ExperimentPlan& plan,
                                     const Watch& watch);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_CORE_TO_CORE_H_
