// Holds every specimen's machine code against the promises in its header.
//   catalog_promises --target=aarch64_lse-gcc --headers="A.h B.h" PROBES.o
// Exit status: 0 all are kept, 1 some are not, 2 bad input.
#include <algorithm>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_split.h"
#include "tools/asmcheck/check_files.h"
#include "tools/asmcheck/inspect.h"
#include "tools/asmcheck/parse.h"
#include "tools/asmcheck/render.h"
#include "tools/collect/probe_functions.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/text/printable.h"

ABSL_FLAG(std::string, target, "", "what the probes were built for");
ABSL_FLAG(std::string, headers, "",
          "all headers, with spaces between: what others than specimens' "
          "promise, nothing would check");

namespace atomics_lab {
namespace {

using Functions = std::vector<listing::Function>;

// The probes of all specimens that share a header, by header.
absl::StatusOr<std::map<std::string, Functions>> ProbesByHeader(
    const listing::Binary& binary) {
  ABSL_ASSIGN_OR_RETURN(std::vector<collect::ProbeFunction> probes,
                        collect::ProbeFunctions(binary));
  std::map<std::string, Functions> by_header;
  for (collect::ProbeFunction& probe : probes) {
    by_header[std::string(probe.specimen->header)].push_back(
        std::move(probe.function));
  }
  return by_header;
}

// A header without a promise is no bad input here: its probes are uncovered.
absl::StatusOr<asmcheck::ParsedPromises> PromisesIn(const std::string& header) {
  absl::StatusOr<asmcheck::ParsedPromises> promises =
      asmcheck::ReadPromises({header});
  if (absl::IsNotFound(promises.status())) return asmcheck::ParsedPromises();
  return promises;
}

absl::StatusOr<int> CheckCatalog(const std::string& path,
                                 const std::string& target,
                                 const std::string& headers) {
  ABSL_ASSIGN_OR_RETURN(listing::Binary binary, listing::Binary::Open(path));
  ABSL_ASSIGN_OR_RETURN((std::map<std::string, Functions> probes),
                        ProbesByHeader(binary));
  for (std::string_view header :
       absl::StrSplit(headers, ' ', absl::SkipEmpty())) {
    probes.try_emplace(std::string(header));
  }
  asmcheck::Inspection all{.target = target};
  for (const auto& [header, functions] : probes) {
    ABSL_ASSIGN_OR_RETURN(asmcheck::ParsedPromises promises,
                          PromisesIn(header));
    const asmcheck::Inspection one =
        asmcheck::Inspect(promises.promises, target, functions);
    all.checks += one.checks;
    all.functions += one.functions;
    all.findings.insert(all.findings.end(), one.findings.begin(),
                        one.findings.end());
    std::ranges::move(promises.unreadable, std::back_inserter(all.unreadable));
  }
  std::cout << asmcheck::RenderText(all) << std::flush;
  return asmcheck::ExitStatus(all);
}

}  // namespace
}  // namespace atomics_lab

int main(int argc, char** argv) {
  const std::vector<char*> words = absl::ParseCommandLine(argc, argv);
  absl::StatusOr<int> code =
      words.size() == 2
          ? atomics_lab::CheckCatalog(words[1], absl::GetFlag(FLAGS_target),
                                      absl::GetFlag(FLAGS_headers))
          : absl::InvalidArgumentError("takes one object file");
  if (code.ok()) return *code;
  std::cerr << "catalog_promises: "
            << atomics_lab::text::Printable(code.status().message()) << '\n';
  return 2;
}
