// In a few words, how AArch64 code is atomic.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_VERDICT_H_
#define ATOMICS_LAB_TOOLS_AUDIT_VERDICT_H_

#include <string>

#include "tools/audit/findings.h"

namespace atomics_lab::audit {

// "outlined", "LSE only", "LL/SC only", "both, chosen at run time", "no
// atomics", …; empty of a file without AArch64 code.
std::string VerdictOf(const FileAudit& audit);

// "12 outlined, 3 LSE, 4 LL/SC": how often; empty where nothing is to count.
std::string CountsOf(const FileAudit& audit);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_VERDICT_H_
