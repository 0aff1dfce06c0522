// Many partial results into one.
#ifndef ATOMICS_LAB_TOOLS_RESULT_MERGE_H_
#define ATOMICS_LAB_TOOLS_RESULT_MERGE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "tools/result/result.h"

namespace atomics_lab::result {

// Puts together what was found target by target: every partial has all
// counters, its own targets, their rows and explorations. Those come out
// counter-major: counters in the first partial's order, targets in the order
// given. The environment and the costs are the first partial's. Errors:
// InvalidArgument if there is no partial, if two partials have different
// counters (it names the target whose list differs), or if a target comes
// twice.
absl::StatusOr<Results> Merge(std::vector<Results> partials);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_MERGE_H_
