// What the spin hints of a measurement mean.
#ifndef ATOMICS_LAB_TOOLS_REPORT_BENCH_HINT_H_
#define ATOMICS_LAB_TOOLS_REPORT_BENCH_HINT_H_

#include <string>
#include <string_view>
#include <vector>

#include "tools/result/bench.h"

namespace atomics_lab::report {

// What a waiting core does at the hint of that name (counters/hints.h), of
// whichever architecture; one line. Empty for none, of which nothing is to be
// said, and for a name that it does not know.
std::string HintLine(std::string_view hint);

// What each hint that was measured means, and what they all leave as it was.
// Lines, none if there were no hints.
std::vector<std::string> HintLines(const result::Bench& bench);

// Which counters give no hint. None or one line.
std::vector<std::string> HintRemarks(const result::BenchPlan& plan);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_BENCH_HINT_H_
