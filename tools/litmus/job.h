// A litmus test as something to explore.
#ifndef ATOMICS_LAB_TOOLS_LITMUS_JOB_H_
#define ATOMICS_LAB_TOOLS_LITMUS_JOB_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/explore/search.h"
#include "tools/litmus/final_states.h"
#include "tools/litmus/litmus.h"
#include "tools/program/function_job.h"

namespace atomics_lab::litmus {

// The test's threads, read from `object`, which Assemble made.
// Errors: as program::MakeFunctionJob.
absl::StatusOr<program::FunctionJob> MakeJob(
    const Test& test, absl::Span<const Observed> observed,
    const std::string& object);

// One outcome of such a job, each number cut to its width.
State StateOf(const Test& test, absl::Span<const Observed> observed,
              const explore::Reached& reached);

}  // namespace atomics_lab::litmus

#endif  // ATOMICS_LAB_TOOLS_LITMUS_JOB_H_
