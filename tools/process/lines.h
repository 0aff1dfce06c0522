// Another program, read line by line while it runs.
#ifndef ATOMICS_LAB_TOOLS_PROCESS_LINES_H_
#define ATOMICS_LAB_TOOLS_PROCESS_LINES_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace atomics_lab::process {

// Runs `words`, a program's path and its arguments, with this process's
// environment, calls `visit` with each line that it writes to stdout or stderr,
// without its newline, and waits for its end; returns its exit code. None of it
// is kept, however much it is. If `visit` returns false, it is not called
// again, and the program is killed, with all that it has started in its process
// group. Requires: `words` is not empty. Errors: those of Start and WaitForEnd
// (child.h); Cancelled if `visit` returned false; one line.
absl::StatusOr<int> ReadLines(
    const std::vector<std::string>& words,
    const std::function<bool(std::string_view)>& visit);

}  // namespace atomics_lab::process

#endif  // ATOMICS_LAB_TOOLS_PROCESS_LINES_H_
