// Another program, read line by line while it runs.
#ifndef ATOMICS_LAB_TOOLS_LAB_CHILD_LINES_H_
#define ATOMICS_LAB_TOOLS_LAB_CHILD_LINES_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace atomics_lab::lab {

// Runs `words`, a program's path and its arguments, with this process's
// environment, calls `visit` with each line that it writes to stdout or stderr,
// without its newline, and waits for its end; returns its exit code. None of it
// is kept, however much it is. If `visit` returns false, it is not called
// again, and the program is killed, with all that it has started in its process
// group. Requires: `words` is not empty. Errors: NotFound if it cannot be
// started, Cancelled if `visit` returned false, Aborted if a signal ended it;
// one line.
absl::StatusOr<int> ReadLines(
    std::vector<std::string> words,
    const std::function<bool(std::string_view)>& visit);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_CHILD_LINES_H_
