#include "tools/process/child.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <functional>
#include <string>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"

namespace atomics_lab::process {
namespace {

// Why a child did not become the program, as it tells its parent.
struct Failure {
  bool prepared = false;
  int error = 0;
};

// Only what is safe between fork and exec.
[[noreturn]] void Become(char* const* words,
                         const std::function<bool()>& prepare, pid_t parent,
                         int complaints) {
  EndWith(parent);
  Failure failure;
  errno = 0;
  failure.prepared = prepare();
  if (failure.prepared) execvp(words[0], words);
  failure.error = errno;
  // Were it not written, the child's end alone would have to do.
  const ssize_t written = write(complaints, &failure, sizeof failure);
  _exit(written == sizeof failure ? 127 : 126);
}

// Until the child has become the program, or has said why it cannot.
absl::Status ReadFailure(int from, const std::string& program) {
  Failure failure;
  ssize_t size = 0;
  do {
    size = read(from, &failure, sizeof failure);
  } while (size < 0 && errno == EINTR);
  if (size == 0) return absl::OkStatus();
  const auto code = failure.prepared ? absl::StatusCode::kNotFound
                                     : absl::StatusCode::kFailedPrecondition;
  return {code, absl::StrCat(
                    program, ": ",
                    absl::ErrnoToStatus(size < 0 ? errno : failure.error,
                                        failure.prepared ? "cannot be run"
                                                         : "cannot be prepared")
                        .message())};
}

absl::StatusOr<int> AwaitStatus(pid_t child, const std::string& name) {
  int status = 0;
  while (waitpid(child, &status, 0) != child) {
    if (errno != EINTR) return absl::ErrnoToStatus(errno, name);
  }
  return status;
}

}  // namespace

void EndWith(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(126);
}

absl::StatusOr<pid_t> Start(const std::vector<std::string>& words,
                            const std::function<bool()>& prepare) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (const std::string& word : words) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  std::array<int, 2> ends = {};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    return absl::ErrnoToStatus(errno, "no pipe can be made");
  }
  const absl::Cleanup close_it = [from = ends[0]] { close(from); };
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child == 0) Become(arguments.data(), prepare, parent, ends[1]);
  const int fork_error = errno;
  close(ends[1]);
  if (child < 0) return absl::ErrnoToStatus(fork_error, "fork");
  absl::Status begun = ReadFailure(ends[0], words.front());
  if (begun.ok()) return child;
  AwaitStatus(child, words.front()).IgnoreError();
  return begun;
}

absl::StatusOr<int> WaitForEnd(pid_t child, const std::string& name) {
  ABSL_ASSIGN_OR_RETURN(const int status, AwaitStatus(child, name));
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  return absl::AbortedError(
      absl::StrCat(name, ": ended by signal ", WTERMSIG(status)));
}

absl::StatusOr<int> RunToItsEnd(const std::vector<std::string>& words) {
  ABSL_ASSIGN_OR_RETURN(const pid_t child, Start(words));
  return WaitForEnd(child, words.front());
}

}  // namespace atomics_lab::process
