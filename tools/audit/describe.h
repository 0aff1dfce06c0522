// What is told of something that the scan found.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_DESCRIBE_H_
#define ATOMICS_LAB_TOOLS_AUDIT_DESCRIBE_H_

#include <string>
#include <string_view>

#include "tools/audit/findings.h"
#include "tools/audit/scan_sections.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {

// Without its origin. Requires: no stub.
Finding FindingOf(listing::Architecture architecture, const Hit& hit);

// "__aarch64_ldadd8_acq_rel" is acq_rel.
std::string OrderingOfHelper(std::string_view name);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_DESCRIBE_H_
