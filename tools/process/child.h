// Other programs, started and awaited.
#ifndef ATOMICS_LAB_TOOLS_PROCESS_CHILD_H_
#define ATOMICS_LAB_TOOLS_PROCESS_CHILD_H_

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace atomics_lab::process {

// For a child of `parent` right after fork: it is killed when the thread that
// forked it ends, however that ends, and also if that has ended before.
// Async-signal-safe.
void EndWith(pid_t parent);

// Starts `words`, a program's path and its arguments, with this process's
// environment; in the child, `prepare` comes first, which must be
// async-signal-safe: its false stands for errno. The child ends when this
// thread does, see EndWith; what it starts itself may not.
// Requires: `words` is not empty.
// Errors: NotFound if it cannot be run, FailedPrecondition if `prepare` failed;
// one line.
absl::StatusOr<pid_t> Start(
    const std::vector<std::string>& words,
    const std::function<bool()>& prepare = [] { return true; });

// The exit code of a child of that name, once it has ended.
// Errors: Aborted if a signal ended it; one line.
absl::StatusOr<int> WaitForEnd(pid_t child, const std::string& name);

// Runs `words` with this process's streams, and waits for its end; returns its
// exit code. A signal that this process catches ends neither.
// Requires, errors: those of Start and WaitForEnd.
absl::StatusOr<int> RunToItsEnd(const std::vector<std::string>& words);

}  // namespace atomics_lab::process

#endif  // ATOMICS_LAB_TOOLS_PROCESS_CHILD_H_
