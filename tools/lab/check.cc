#include <iostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_split.h"
#include "tools/asmcheck/check_files.h"
#include "tools/asmcheck/inspect.h"
#include "tools/asmcheck/render.h"
#include "tools/lab/command.h"
#include "tools/lab/commands.h"
#include "tools/lab/options.h"
#include "tools/lab/places.h"

namespace atomics_lab::lab {
namespace {

std::vector<std::string> FromWorkingFolder(
    const std::vector<std::string>& paths) {
  std::vector<std::string> found;
  found.reserve(paths.size());
  for (const std::string& path : paths) {
    found.push_back(lab::FromWorkingFolder(path));
  }
  return found;
}

absl::StatusOr<int> RunCheck(const Options& options, const std::string&) {
  const std::vector<std::string> files(options.words.begin() + 1,
                                       options.words.end());
  if (files.empty() || options.promises.empty()) {
    return absl::InvalidArgumentError(
        "check takes FILE… and --promises=FILE, a source with `// ASM` "
        "comments or a file of promises");
  }
  const std::vector<std::string> promises =
      absl::StrSplit(options.promises, ',', absl::SkipEmpty());
  ABSL_ASSIGN_OR_RETURN(
      asmcheck::Inspection inspection,
      asmcheck::CheckFiles({.binaries = FromWorkingFolder(files),
                            .promise_files = FromWorkingFolder(promises),
                            .target = options.target}));
  std::cout << (options.format == Format::kJson
                    ? asmcheck::RenderJson({inspection})
                    : asmcheck::RenderText(inspection));
  return asmcheck::ExitStatus(inspection);
}

constexpr Option kOptions[] = {
    {"--promises", &Options::promises, "FILE,…",
     "Sources with `// ASM` comments, or files of promises."},
    {"--target", &Options::target, "NAME",
     "What the files were built for; x86-64 code needs none."},
};

constexpr Format kFormats[] = {Format::kText, Format::kJson};

}  // namespace

constinit const Command kCheckCommand = {
    .name = "check",
    .usage = "lab check FILE… --promises=FILE,… [--target=NAME]",
    .summary = "Hold machine code against promises (docs/promises.md).",
    .options = kOptions,
    .formats = kFormats,
    .words = "FILE…",
    .run = RunCheck,
};

}  // namespace atomics_lab::lab
