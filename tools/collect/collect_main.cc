// Writes one target's part of the results; run by the rule `lab`.
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_split.h"
#include "tools/collect/collect.h"
#include "tools/result/file.h"
#include "tools/result/json.h"
#include "tools/text/printable.h"

ABSL_FLAG(std::string, target, "", "As toolchains/targets.bzl names it.");
ABSL_FLAG(std::string, architecture, "", "The target's architecture.");
ABSL_FLAG(std::string, isa, "",
          "The target's instruction set, in its vendor's words.");
ABSL_FLAG(std::string, compiler, "", "The target's compiler.");
ABSL_FLAG(std::string, target_flags, "", "Flags that select the level.");
ABSL_FLAG(std::string, suite, "", "The contract suite's binary.");
ABSL_FLAG(std::string, runs, "", "The folder that run_suite.sh filled.");
ABSL_FLAG(std::vector<std::string>, explorations, {},
          "Files that explore_target wrote.");
ABSL_FLAG(std::string, output, "", "The file to write.");

namespace atomics_lab::collect {
namespace {

CollectRequest RequestFromFlags() {
  return {.target = {.name = absl::GetFlag(FLAGS_target),
                     .architecture = absl::GetFlag(FLAGS_architecture),
                     .isa = absl::GetFlag(FLAGS_isa),
                     .compiler = absl::GetFlag(FLAGS_compiler),
                     .flags = absl::StrSplit(absl::GetFlag(FLAGS_target_flags),
                                             ' ', absl::SkipEmpty())},
          .suite = absl::GetFlag(FLAGS_suite),
          .runs = absl::GetFlag(FLAGS_runs),
          .explorations = absl::GetFlag(FLAGS_explorations)};
}

absl::Status CollectToFile() {
  ABSL_ASSIGN_OR_RETURN(result::Results results, Collect(RequestFromFlags()));
  return result::WriteFile(absl::GetFlag(FLAGS_output),
                           result::ToJson(results));
}

}  // namespace
}  // namespace atomics_lab::collect

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  const absl::Status status = atomics_lab::collect::CollectToFile();
  if (status.ok()) return 0;
  std::cerr << "collect: " << atomics_lab::text::Printable(status.message())
            << '\n';
  return 2;
}
