// What an increment costs, from a measurement that was saved before: beside the
// table of counters, and in numbers that the table's runs did not measure.
#ifndef ATOMICS_LAB_TOOLS_REPORT_COSTS_H_
#define ATOMICS_LAB_TOOLS_REPORT_COSTS_H_

#include <string>

#include "tools/report/sheet.h"
#include "tools/result/result.h"

namespace atomics_lab::report {

// A line for each counter that was measured: on the fewest and on the most
// threads, how many times the floor and how many times the baseline. Above it
// where that was measured, and whether on another machine than the results';
// below it what is missing, and what the numbers do not say.
// Requires: `results` has costs.
Sheet CostSheet(const result::Results& results);

// The sheet, each empty if `results` have no costs.
// Guarantees: no line is wider than kOverviewWidth.
std::string CostText(const result::Results& results);
// A section of the Markdown report.
std::string CostMarkdown(const result::Results& results);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_COSTS_H_
