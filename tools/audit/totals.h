// How often each thing was found.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_TOTALS_H_
#define ATOMICS_LAB_TOOLS_AUDIT_TOTALS_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/types/span.h"
#include "tools/audit/findings.h"

namespace atomics_lab::audit {

struct KindTotal {
  std::int64_t count = 0;
  std::map<std::string, std::int64_t> forms;      // "lock xadd": 3
  std::map<std::string, std::int64_t> orderings;  // "acquire": 2
  std::map<std::string, std::int64_t> hints;      // of spins: "pause": 2
};

// Every kind has an entry. Bodies of helpers are not counted.
using Totals = std::map<Kind, KindTotal>;

Totals TotalsOf(absl::Span<const FileAudit> audits);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_TOTALS_H_
