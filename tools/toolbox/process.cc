#include "tools/toolbox/process.h"

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/process/child.h"
#include "tools/result/file.h"

namespace atomics_lab::toolbox {
namespace {

// Into files, so that neither of two streams can fill up and block.
bool Redirect(const char* file, int stream) {
  const int to = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  return to >= 0 && dup2(to, stream) >= 0;
}

absl::StatusOr<pid_t> StartIn(const std::vector<std::string>& arguments,
                              const std::string& folder, const std::string& out,
                              const std::string& err) {
  absl::StatusOr<pid_t> child = process::Start(arguments, [&] {
    return Redirect(out.c_str(), STDOUT_FILENO) &&
           Redirect(err.c_str(), STDERR_FILENO) && chdir(folder.c_str()) == 0;
  });
  if (!absl::IsNotFound(child.status())) return child;
  return absl::NotFoundError(
      absl::StrCat("`", arguments[0], "`: cannot be run; install it"));
}

}  // namespace

absl::StatusOr<Finished> Run(const std::vector<std::string>& arguments,
                             const std::string& folder) {
  const std::string out = folder + "/stdout.txt";
  const std::string err = folder + "/stderr.txt";
  ABSL_ASSIGN_OR_RETURN(const auto child, StartIn(arguments, folder, out, err));
  const absl::StatusOr<int> code = process::WaitForEnd(child, arguments[0]);
  if (!code.ok()) {
    return absl::InternalError(
        absl::StrCat("`", arguments[0], "`: did not run to its end"));
  }
  ABSL_ASSIGN_OR_RETURN(auto printed, result::ReadFile(out));
  ABSL_ASSIGN_OR_RETURN(auto complaints, result::ReadFile(err));
  return Finished{*code, std::move(printed), std::move(complaints)};
}

}  // namespace atomics_lab::toolbox
