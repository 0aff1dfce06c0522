#include "tools/toolbox/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/result/file.h"

namespace atomics_lab::toolbox {
namespace {

// Into files, so that neither of two streams can fill up and block.
absl::StatusOr<pid_t> Spawn(const std::vector<std::string>& arguments,
                            const std::string& folder, const std::string& out,
                            const std::string& err) {
  std::vector<char*> words;
  words.reserve(arguments.size() + 1);
  for (const std::string& argument : arguments) {
    words.push_back(const_cast<char*>(argument.c_str()));
  }
  words.push_back(nullptr);
  constexpr int kFlags = O_WRONLY | O_CREAT | O_TRUNC;
  constexpr mode_t kMode = 0600;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), kFlags,
                                   kMode);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), kFlags,
                                   kMode);
  posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  pid_t child = 0;
  const int error =
      posix_spawnp(&child, words[0], &actions, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    return absl::NotFoundError(
        absl::StrCat("`", arguments[0], "`: cannot be run; install it"));
  }
  return child;
}

}  // namespace

absl::StatusOr<Finished> Run(const std::vector<std::string>& arguments,
                             const std::string& folder) {
  const std::string out = folder + "/stdout.txt";
  const std::string err = folder + "/stderr.txt";
  ABSL_ASSIGN_OR_RETURN(const auto child, Spawn(arguments, folder, out, err));
  int status = 0;
  if (waitpid(child, &status, 0) != child || !WIFEXITED(status)) {
    return absl::InternalError(
        absl::StrCat("`", arguments[0], "`: did not run to its end"));
  }
  ABSL_ASSIGN_OR_RETURN(auto printed, result::ReadFile(out));
  ABSL_ASSIGN_OR_RETURN(auto complaints, result::ReadFile(err));
  return Finished{WEXITSTATUS(status), std::move(printed),
                  std::move(complaints)};
}

}  // namespace atomics_lab::toolbox
