#include "tools/lab/child_lines.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"

namespace atomics_lab::lab {
namespace {

// Starts it with both streams at the end `to` of a pipe, and in a process group
// of its own, whose number is its own.
absl::StatusOr<pid_t> Start(std::vector<std::string>& words, int to) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t streams;
  posix_spawn_file_actions_init(&streams);
  posix_spawn_file_actions_adddup2(&streams, to, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&streams, to, STDERR_FILENO);
  posix_spawnattr_t group;
  posix_spawnattr_init(&group);
  posix_spawnattr_setflags(&group, POSIX_SPAWN_SETPGROUP);
  pid_t child = 0;
  const int error = posix_spawn(&child, arguments.front(), &streams, &group,
                                arguments.data(), environ);
  posix_spawnattr_destroy(&group);
  posix_spawn_file_actions_destroy(&streams);
  if (error == 0) return child;
  return absl::NotFoundError(
      absl::StrCat(words.front(), ": ",
                   absl::ErrnoToStatus(error, "cannot be run").message()));
}

// Reads to the end, which comes when nobody can write any more. The first line
// that `visit` returns false for is the last that it gets, and calls `stop`.
void ReadAll(std::FILE* from,
             const std::function<bool(std::string_view)>& visit,
             const std::function<void()>& stop) {
  bool going_on = true;
  char* line = nullptr;
  std::size_t room = 0;
  ssize_t size = 0;
  while ((size = getline(&line, &room, from)) > 0) {
    std::string_view text(line, static_cast<std::size_t>(size));
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (!going_on) continue;
    going_on = visit(text);
    if (!going_on) stop();
  }
  std::free(line);
}

}  // namespace

absl::StatusOr<int> ReadLines(
    std::vector<std::string> words,
    const std::function<bool(std::string_view)>& visit) {
  std::array<int, 2> ends = {};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    return absl::ErrnoToStatus(errno, "no pipe can be made");
  }
  std::FILE* const from = fdopen(ends[0], "r");
  const absl::Cleanup close_it = [from] { std::fclose(from); };
  const absl::StatusOr<pid_t> child = Start(words, ends[1]);
  close(ends[1]);
  if (!child.ok()) return child.status();
  bool stopped = false;
  ReadAll(from, visit, [&stopped, group = *child] {
    stopped = true;
    // Not waited for yet, so the number is still its own.
    kill(-group, SIGKILL);
  });
  int status = 0;
  while (waitpid(*child, &status, 0) != *child) {
    if (errno != EINTR) return absl::ErrnoToStatus(errno, words.front());
  }
  if (stopped) {
    return absl::CancelledError(absl::StrCat(words.front(), ": was stopped"));
  }
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  return absl::AbortedError(
      absl::StrCat(words.front(), ": ended by signal ", WTERMSIG(status)));
}

}  // namespace atomics_lab::lab
