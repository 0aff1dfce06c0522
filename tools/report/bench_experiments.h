// Experiments about the machine for people.
#ifndef ATOMICS_LAB_TOOLS_REPORT_BENCH_EXPERIMENTS_H_
#define ATOMICS_LAB_TOOLS_REPORT_BENCH_EXPERIMENTS_H_

#include <vector>

#include "tools/report/sheet.h"
#include "tools/result/bench.h"
#include "tools/result/experiments.h"

namespace atomics_lab::report {

// A sheet for each experiment that was asked for: its numbers, or the reason
// why there are none, and what they mean. Where no counter was measured, the
// first says where and how it was measured.
std::vector<Sheet> ExperimentSheets(const result::Bench& bench);

// Each by itself; the first has a triangle of CPUs, the second a line for each
// distance with the nanoseconds first.
Sheet CoreToCoreSheet(const result::CoreToCore& told);
Sheet FalseSharingSheet(const result::FalseSharing& told);
Sheet InstructionsSheet(const result::Instructions& told);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_BENCH_EXPERIMENTS_H_
