// How much of a file is suspect.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_SUSPECT_COUNTS_H_
#define ATOMICS_LAB_TOOLS_AUDIT_SUSPECT_COUNTS_H_

#include <cstdint>
#include <string>

#include "tools/audit/findings.h"

namespace atomics_lab::audit {

struct SuspectCounts {
  std::int64_t errors = 0;
  std::int64_t hints = 0;
};

// Requires: `audit` is AuditSuspects'.
SuspectCounts CountSuspects(const FileAudit& audit);

// "nothing suspect", "1 error, 3 hints".
std::string SuspectSentence(SuspectCounts counts);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_SUSPECT_COUNTS_H_
