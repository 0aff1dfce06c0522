// What a measurement teaches, in sentences.
#ifndef ATOMICS_LAB_TOOLS_REPORT_BENCH_EXPLAIN_H_
#define ATOMICS_LAB_TOOLS_REPORT_BENCH_EXPLAIN_H_

#include <string>
#include <vector>

#include "tools/report/sheet.h"
#include "tools/result/bench.h"

namespace atomics_lab::report {

// The counters that the sentences speak of.
std::vector<std::string> ExplainedCounters();

// Five sentences, each with the numbers that support it: what an atomic add
// costs alone, what contention costs, what absl::Mutex costs, what splitting
// the number by thread saves, and what false sharing takes back. Contention is
// that of the fewest threads, from two on, that were measured. A sentence whose
// rows were not measured says so.
Sheet BenchExplained(const result::Bench& bench);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_BENCH_EXPLAIN_H_
