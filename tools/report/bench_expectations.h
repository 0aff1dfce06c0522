// Whether a measurement showed what was expected of it, for people.
#ifndef ATOMICS_LAB_TOOLS_REPORT_BENCH_EXPECTATIONS_H_
#define ATOMICS_LAB_TOOLS_REPORT_BENCH_EXPECTATIONS_H_

#include "tools/report/sheet.h"
#include "tools/result/bench_expectations.h"

namespace atomics_lab::report {

// A line for each expectation, in order.
Sheet BenchExpectationsSheet(const result::BenchExpectations& expectations);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_BENCH_EXPECTATIONS_H_
