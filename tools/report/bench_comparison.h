// What changed between two measurements, for people.
#ifndef ATOMICS_LAB_TOOLS_REPORT_BENCH_COMPARISON_H_
#define ATOMICS_LAB_TOOLS_REPORT_BENCH_COMPARISON_H_

#include "tools/report/sheet.h"
#include "tools/result/bench_comparison.h"

namespace atomics_lab::report {

// A line for each row, changed ones first; then which test decided that, what
// else differs, and what only one of the two has.
Sheet BenchComparisonSheet(const result::BenchComparison& comparison);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_BENCH_COMPARISON_H_
