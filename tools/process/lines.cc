#include "tools/process/lines.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/types.h>
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
#include "tools/process/child.h"

namespace atomics_lab::process {
namespace {

// Starts it with both streams at the end `to` of a pipe, and in a process group
// of its own, whose number is its own.
absl::StatusOr<pid_t> StartInto(const std::vector<std::string>& words, int to) {
  return Start(words, [to] {
    return setpgid(0, 0) == 0 && dup2(to, STDOUT_FILENO) >= 0 &&
           dup2(to, STDERR_FILENO) >= 0;
  });
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
    const std::vector<std::string>& words,
    const std::function<bool(std::string_view)>& visit) {
  std::array<int, 2> ends = {};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    return absl::ErrnoToStatus(errno, "no pipe can be made");
  }
  std::FILE* const from = fdopen(ends[0], "r");
  const absl::Cleanup close_it = [from] { std::fclose(from); };
  const absl::StatusOr<pid_t> child = StartInto(words, ends[1]);
  close(ends[1]);
  if (!child.ok()) return child.status();
  bool stopped = false;
  ReadAll(from, visit, [&stopped, group = *child] {
    stopped = true;
    // Not waited for yet, so the number is still its own.
    kill(-group, SIGKILL);
  });
  absl::StatusOr<int> code = WaitForEnd(*child, words.front());
  if (!stopped) return code;
  return absl::CancelledError(absl::StrCat(words.front(), ": was stopped"));
}

}  // namespace atomics_lab::process
