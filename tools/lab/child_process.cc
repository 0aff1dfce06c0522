#include "tools/lab/child_process.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"

namespace atomics_lab::lab {

absl::StatusOr<int> RunToItsEnd(std::vector<std::string> words) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int error = posix_spawn(&child, arguments.front(), nullptr, nullptr,
                                arguments.data(), environ);
  if (error != 0) {
    return absl::NotFoundError(
        absl::StrCat(words.front(), ": ",
                     absl::ErrnoToStatus(error, "cannot be run").message()));
  }
  int status = 0;
  // A signal that this process catches ends the waiting, not the child.
  while (waitpid(child, &status, 0) != child) {
    if (errno != EINTR) return absl::ErrnoToStatus(errno, words.front());
  }
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  return absl::AbortedError(
      absl::StrCat(words.front(), ": ended by signal ", WTERMSIG(status)));
}

}  // namespace atomics_lab::lab
