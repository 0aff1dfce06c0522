// What is suspect about an object's atomic accesses.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_SUSPECTS_H_
#define ATOMICS_LAB_TOOLS_AUDIT_SUSPECTS_H_

#include <cstddef>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "tools/audit/code_sections.h"
#include "tools/audit/findings.h"
#include "tools/audit/scan_sections.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {

// A finding, with the position of its section among the code sections.
using PlacedFinding = std::pair<std::size_t, Finding>;

// Requires: `hits` as ScanSections gives them.
// Guarantees: by section and address; Finding::suspect is set.
std::vector<PlacedFinding> FindSuspects(listing::Architecture architecture,
                                        absl::Span<const CodeSection> sections,
                                        absl::Span<const Hit> hits);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_SUSPECTS_H_
