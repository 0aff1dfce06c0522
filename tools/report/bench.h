// Measurements for people.
#ifndef ATOMICS_LAB_TOOLS_REPORT_BENCH_H_
#define ATOMICS_LAB_TOOLS_REPORT_BENCH_H_

#include <string>
#include <vector>

#include "tools/report/sheet.h"
#include "tools/result/bench.h"

namespace atomics_lab::report {

// Where and how it was measured, a table with a line for each counter and
// number of threads, mix and hint (in columns of their own, unless all rows
// only add and give no hint), what was disturbed, what is missing, and what the
// numbers do not say.
Sheet BenchSheet(const result::Bench& bench);

// The machine and the compiler, in a few lines.
std::vector<std::string> WhereMeasured(const result::Bench& bench);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_BENCH_H_
