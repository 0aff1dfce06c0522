// From measurements to results.
#ifndef ATOMICS_LAB_TOOLS_BENCH_SUMMARY_H_
#define ATOMICS_LAB_TOOLS_BENCH_SUMMARY_H_

#include <vector>

#include "tools/bench/measure.h"
#include "tools/bench/plan.h"
#include "tools/result/bench.h"

namespace atomics_lab::bench {

// Guarantees: the plan's rows, in its order. Repetitions that lack one of their
// three runs are left out; a row may have none.
std::vector<result::BenchRow> Rows(const Plan& plan, const Measurements& all);

// Of the pairs that are whole.
result::BenchHarness HarnessOf(const Measurements& all);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_SUMMARY_H_
