// The probes of a tested binary, as functions.
#ifndef ATOMICS_LAB_TOOLS_COLLECT_PROBE_FUNCTIONS_H_
#define ATOMICS_LAB_TOOLS_COLLECT_PROBE_FUNCTIONS_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "counters/catalog.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"

namespace atomics_lab::collect {

struct ProbeFunction {
  const Specimen* specimen = nullptr;
  std::string_view operation;  // Add, Read, Snapshot
  listing::Function function;
};

// All of them, in the order of the catalog.
// Errors: as Binary::Disassemble; NotFound if one is not there.
absl::StatusOr<std::vector<ProbeFunction>> ProbeFunctions(
    const listing::Binary& binary);

}  // namespace atomics_lab::collect

#endif  // ATOMICS_LAB_TOOLS_COLLECT_PROBE_FUNCTIONS_H_
