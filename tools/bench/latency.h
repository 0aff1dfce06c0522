// How long single increments take.
#ifndef ATOMICS_LAB_TOOLS_BENCH_LATENCY_H_
#define ATOMICS_LAB_TOOLS_BENCH_LATENCY_H_

#include <atomic>

#include "tools/bench/latency_histogram.h"
#include "tools/bench/plan.h"
#include "tools/bench/subject.h"
#include "tools/bench/watch.h"
#include "tools/result/latency.h"

namespace atomics_lab::bench {

// Adds 1 to `object` again and again until `stop` is set, kBatch times at
// least, and adds to `histogram` how many ticks (tick_clock.h) each took: from
// before a call of the subject's `add` to after it. May be called by several
// threads at once, each with a histogram of its own.
// Requires: as WorkUntil (work.h), for a mix that only adds.
// Memory ordering: relaxed, but for the counter's own operations.
void TimeUntil(const std::atomic<bool>& stop, const Subject& subject,
               void* object, LatencyHistogram& histogram);

// Times the increments of the plan's latency rows, and what a timed nothing
// costs: the clock, and the call around an increment.
// Requires: the plan asks for latency.
// Guarantees: the rows in the plan's order; repetitions go round all rows. A
// row that was stopped before has fewer repetitions, perhaps none.
result::Latency MeasureLatency(const Plan& plan, const Watch& watch);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_LATENCY_H_
