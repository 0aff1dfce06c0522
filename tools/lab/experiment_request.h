// Which experiments a person asked `lab bench` for.
#ifndef ATOMICS_LAB_TOOLS_LAB_EXPERIMENT_REQUEST_H_
#define ATOMICS_LAB_TOOLS_LAB_EXPERIMENT_REQUEST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {

// The names in --experiments, in the order in which they were named, each once;
// none if the option is not given.
// Errors: InvalidArgument, one line: an unknown name (with near names and all
// names), none beside commas, or --explain, --compare or --expect, which speak
// of counters.
absl::StatusOr<std::vector<std::string>> ParseExperiments(
    const Options& options);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_EXPERIMENT_REQUEST_H_
