// Measurements in which every field is in use, for tests.
#ifndef ATOMICS_LAB_TOOLS_RESULT_BENCH_SAMPLE_H_
#define ATOMICS_LAB_TOOLS_RESULT_BENCH_SAMPLE_H_

#include "tools/result/bench.h"
#include "tools/result/experiments.h"
#include "tools/result/latency.h"

namespace atomics_lab::result {

// One counter on two threads, three repetitions of four, the second disturbed.
Bench SampleBench();

// All experiments, made on three CPUs.
Experiments SampleExperiments();

// Two rows of one lock, the second stopped before.
Latency SampleLatency();

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_BENCH_SAMPLE_H_
