// Another program, run to its end.
#ifndef ATOMICS_LAB_TOOLS_LAB_CHILD_PROCESS_H_
#define ATOMICS_LAB_TOOLS_LAB_CHILD_PROCESS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace atomics_lab::lab {

// Runs `words`, a program's path and its arguments, with this process's streams
// and environment, and waits for its end; returns its exit code.
// Requires: `words` is not empty.
// Errors: NotFound if it cannot be started, Aborted if a signal ended it; one
// line.
absl::StatusOr<int> RunToItsEnd(std::vector<std::string> words);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_CHILD_PROCESS_H_
