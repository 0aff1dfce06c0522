// Loops that look like waiting in their own bytes, and work elsewhere.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_WORKING_LOOPS_H_
#define ATOMICS_LAB_TOOLS_AUDIT_WORKING_LOOPS_H_

#include <vector>

#include "absl/types/span.h"
#include "tools/audit/code_sections.h"
#include "tools/audit/helper_calls.h"
#include "tools/audit/scan_sections.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {

// Drops the loops that only look whether there is more to do, as
// isa::GoesOnElsewhere tells. `calls` of helpers synchronize.
void DropWorkingLoops(listing::Architecture architecture,
                      absl::Span<const CodeSection> sections,
                      const HelperCalls& calls, std::vector<Hit>& hits);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_WORKING_LOOPS_H_
