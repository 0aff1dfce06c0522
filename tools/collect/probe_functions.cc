#include "tools/collect/probe_functions.h"

#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "counters/catalog.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"

namespace atomics_lab::collect {

absl::StatusOr<std::vector<ProbeFunction>> ProbeFunctions(
    const listing::Binary& binary) {
  std::vector<ProbeFunction> probes;
  for (const Specimen& specimen : Specimens()) {
    for (const std::string_view operation : specimen.operations) {
      ABSL_ASSIGN_OR_RETURN(
          listing::Function function,
          binary.Disassemble(ProbeSymbol(specimen.name, operation)));
      probes.push_back({&specimen, operation, std::move(function)});
    }
  }
  return probes;
}

}  // namespace atomics_lab::collect
