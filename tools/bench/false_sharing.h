// What it costs that two counters lie close to each other.
#ifndef ATOMICS_LAB_TOOLS_BENCH_FALSE_SHARING_H_
#define ATOMICS_LAB_TOOLS_BENCH_FALSE_SHARING_H_

#include <cstddef>

#include "tools/bench/experiment_plan.h"
#include "tools/bench/watch.h"
#include "tools/result/experiments.h"

namespace atomics_lab::bench {

// Bytes from the start of one counter to the start of the other.
inline constexpr int kDistances[] = {8, 16, 32, 64, 128, 256};

std::size_t FalseSharingRuns(const ExperimentPlan& plan);

// For every distance, two threads on two CPUs, of different cores if there are
// such, each add to an atomic counter of its own; the first counter is the
// start of a block of 512 bytes that is aligned to its size. Nanoseconds are
// what a thread spends on one of its increments.
// Guarantees: repetitions go round all distances, and ratios to the greatest
// distance are formed within each; one that a stop cut short is left out. With
// fewer than two CPUs, or where threads may not be kept on them, there is a
// reason and no distance.
// Memory ordering: relaxed increments.
result::FalseSharing MeasureFalseSharing(const ExperimentPlan& plan,
                                         const Watch& watch);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_FALSE_SHARING_H_
