// What a saved measurement tells of the counters in a table.
#ifndef ATOMICS_LAB_TOOLS_RESULT_BENCH_COSTS_H_
#define ATOMICS_LAB_TOOLS_RESULT_BENCH_COSTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/result/bench.h"
#include "tools/result/result.h"

namespace atomics_lab::result {

// What increments of `counters` cost on each number of threads that was
// measured, and the experiments; `path` is where the measurement was read. Only
// rows count in which threads only add (kAdds) and that have a repetition, and
// of several of one counter and number of threads the first.
// Guarantees: rows in the order of `counters`, the fewer threads first; what
// was measured of other counters is named in Costs::left_out.
// Errors: InvalidArgument, one line that begins with `path`: no such row, or
// none of these counters.
absl::StatusOr<Costs> CostsOf(const Bench& bench, std::string_view path,
                              const std::vector<Counter>& counters);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_BENCH_COSTS_H_
