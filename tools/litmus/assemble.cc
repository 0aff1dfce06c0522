#include "tools/litmus/assemble.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tools/listing/listing.h"
#include "tools/litmus/litmus.h"
#include "tools/litmus/translate.h"
#include "tools/result/file.h"
#include "tools/toolbox/compilers.h"
#include "tools/toolbox/process.h"

namespace atomics_lab::litmus {
namespace {

// "threads.s:5:2: error: unknown …" and the line it is about, as one line.
std::string Complaint(std::string_view printed) {
  const std::vector<std::string_view> lines =
      absl::StrSplit(printed, absl::MaxSplits('\n', 2));
  const std::size_t error = lines[0].find("error:");
  return absl::StrCat(
      "the assembler refuses `",
      absl::StripAsciiWhitespace(lines.size() > 1 ? lines[1] : ""), "`: ",
      error == std::string_view::npos ? lines[0] : lines[0].substr(error + 7));
}

}  // namespace

absl::StatusOr<std::string> Assemble(const Test& test,
                                     const std::string& folder) {
  ABSL_ASSIGN_OR_RETURN(
      auto command,
      toolbox::CompilerFor(listing::ArchitectureName(test.architecture)));
  ABSL_RETURN_IF_ERROR(
      result::WriteFile(folder + "/threads.s", AssemblyOf(test)));
  command.insert(command.end(), {"-c", "threads.s"});
  ABSL_ASSIGN_OR_RETURN(const auto done, toolbox::Run(command, folder));
  if (done.exit_code != 0) {
    return absl::InvalidArgumentError(Complaint(done.err));
  }
  return folder + "/threads.o";
}

}  // namespace atomics_lab::litmus
