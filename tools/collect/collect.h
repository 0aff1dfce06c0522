// One target's part of the results: what its suite's runs said, beside the
// instructions of the very binary that ran and what they can come to.
#ifndef ATOMICS_LAB_TOOLS_COLLECT_COLLECT_H_
#define ATOMICS_LAB_TOOLS_COLLECT_COLLECT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/result/result.h"

namespace atomics_lab::collect {

struct CollectRequest {
  result::Target target;  // all but producer and runs, which are found out
  std::string suite;      // the contract suite's binary
  std::string runs;       // the folder that run_suite.sh filled
  std::vector<std::string> explorations;  // files that explore_target wrote
};

// Guarantees: one row per specimen of the catalog, whatever became of the runs;
// a run that left no report counts as not run.
// Errors: of reading the binary, the folder or a file.
absl::StatusOr<result::Results> Collect(const CollectRequest& request);

}  // namespace atomics_lab::collect

#endif  // ATOMICS_LAB_TOOLS_COLLECT_COLLECT_H_
