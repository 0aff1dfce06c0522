// Every probe's listing on one target, written or compared.
//   listings --target=T PROBES.o                 prints them
//   listings --target=T --golden=FILE PROBES.o   compares them with FILE
// Exit status: 0 the same, or made by another compiler than FILE pins; 1 they
// differ; 2 bad input.
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tests/golden/compare.h"
#include "tests/golden/normalise.h"
#include "tools/collect/probe_functions.h"
#include "tools/listing/binary.h"
#include "tools/result/file.h"

ABSL_FLAG(std::string, target, "", "what the probes were built for");
ABSL_FLAG(std::string, golden, "", "what the listings must be");

namespace atomics_lab::golden {
namespace {

absl::StatusOr<std::string> Listings(const std::string& path,
                                     std::string_view target) {
  ABSL_ASSIGN_OR_RETURN(listing::Binary binary, listing::Binary::Open(path));
  std::string compiler;
  std::string text;
  ABSL_ASSIGN_OR_RETURN(const std::vector<collect::ProbeFunction> probes,
                        collect::ProbeFunctions(binary));
  for (const collect::ProbeFunction& probe : probes) {
    compiler = CompilerOf(probe.function);
    absl::StrAppend(&text, "\n", probe.specimen->name, "::", probe.operation,
                    "\n", Normalised(probe.function));
  }
  // The first line pins the compiler: Compare looks at it.
  return absl::StrCat("# ", compiler, "\n# What ", target,
                      " makes of every probe. To review, not to promise;\n"
                      "# `bazel run //tests/golden:update` writes it anew.\n",
                      text);
}

absl::StatusOr<int> Run(const std::vector<char*>& words) {
  if (words.size() != 2) {
    return absl::InvalidArgumentError("takes one object file");
  }
  ABSL_ASSIGN_OR_RETURN(std::string made,
                        Listings(words[1], absl::GetFlag(FLAGS_target)));
  const std::string file = absl::GetFlag(FLAGS_golden);
  if (file.empty()) {
    std::cout << made << std::flush;
    return 0;
  }
  ABSL_ASSIGN_OR_RETURN(std::string golden, result::ReadFile(file));
  const Comparison comparison = Compare(golden, made, file);
  std::cout << comparison.message << std::flush;
  return comparison.same ? 0 : 1;
}

}  // namespace
}  // namespace atomics_lab::golden

int main(int argc, char** argv) {
  const absl::StatusOr<int> code =
      atomics_lab::golden::Run(absl::ParseCommandLine(argc, argv));
  if (code.ok()) return *code;
  std::cerr << "listings: " << code.status().message() << '\n';
  return 2;
}
