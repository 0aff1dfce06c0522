// Measurements for people.
#ifndef ATOMICS_LAB_TOOLS_REPORT_BENCH_H_
#define ATOMICS_LAB_TOOLS_REPORT_BENCH_H_

#include <string>
#include <vector>

#include "tools/result/bench.h"

namespace atomics_lab::report {

// Where and how it was measured, a table with a line for each counter and
// number of threads, what was disturbed, what is missing, and what the numbers
// do not say.
std::string BenchText(const result::Bench& bench);

// The same as GitHub-flavoured Markdown.
std::string BenchMarkdown(const result::Bench& bench);

// The parts of both, as plain text that printers escape:

// The table's lines, the first of them its heads.
std::vector<std::vector<std::string>> BenchCells(const result::Bench& bench);

// What the numbers are of, one sentence a line.
std::vector<std::string> BenchHead(const result::Bench& bench);

// The harness's cost, then each disturbed repetition, then what is missing.
std::vector<std::string> BenchRemarks(const result::Bench& bench);

// What the numbers do not say, one sentence each.
std::vector<std::string> BenchLimits();

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_BENCH_H_
