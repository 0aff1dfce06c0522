// What changed between two measurements, for people.
#ifndef ATOMICS_LAB_TOOLS_REPORT_BENCH_COMPARISON_H_
#define ATOMICS_LAB_TOOLS_REPORT_BENCH_COMPARISON_H_

#include "tools/report/sheet.h"
#include "tools/result/bench_comparison.h"

namespace atomics_lab::report {

// A line for each row, those that changed first, then by what test it was told,
// what else differs, and what only one of both has.
Sheet BenchComparisonSheet(const result::BenchComparison& comparison);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_BENCH_COMPARISON_H_
