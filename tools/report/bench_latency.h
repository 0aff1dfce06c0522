// How long single increments took, for people.
#ifndef ATOMICS_LAB_TOOLS_REPORT_BENCH_LATENCY_H_
#define ATOMICS_LAB_TOOLS_REPORT_BENCH_LATENCY_H_

#include "tools/report/sheet.h"
#include "tools/result/latency.h"

namespace atomics_lab::report {

// A table with a line for each lock, number of threads and hint (in a column of
// its own, if one gives any), what timing itself costs, what is missing, and
// what the numbers do not say.
Sheet LatencySheet(const result::Latency& latency);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_BENCH_LATENCY_H_
