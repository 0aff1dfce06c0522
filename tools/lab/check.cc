#include <iostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_split.h"
#include "tools/asmcheck/check_files.h"
#include "tools/asmcheck/inspect.h"
#include "tools/asmcheck/render.h"
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

}  // namespace

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
  absl::StatusOr<asmcheck::Inspection> inspection =
      asmcheck::CheckFiles({.binaries = FromWorkingFolder(files),
                            .promise_files = FromWorkingFolder(promises),
                            .target = options.target});
  if (!inspection.ok()) return inspection.status();
  std::cout << (options.format == Format::kJson
                    ? asmcheck::RenderJson({*inspection})
                    : asmcheck::RenderText(*inspection));
  return inspection->findings.empty() ? 0 : 1;
}

}  // namespace atomics_lab::lab
