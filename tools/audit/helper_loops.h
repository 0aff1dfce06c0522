// Loops that wait, or try again, through calls of outlined helpers.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_HELPER_LOOPS_H_
#define ATOMICS_LAB_TOOLS_AUDIT_HELPER_LOOPS_H_

#include <vector>

#include "absl/types/span.h"
#include "tools/audit/code_sections.h"
#include "tools/audit/helper_calls.h"
#include "tools/audit/scan_sections.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {

// The loops around those calls, each with its `spin`, without those that work.
std::vector<Hit> HelperLoops(listing::Architecture architecture,
                             absl::Span<const CodeSection> sections,
                             const HelperCalls& calls, bool linked);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_HELPER_LOOPS_H_
