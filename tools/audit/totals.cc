#include "tools/audit/totals.h"

#include "absl/types/span.h"
#include "tools/audit/findings.h"

namespace atomics_lab::audit {
namespace {

void Count(const FunctionAudit& function, Totals& totals) {
  if (function.helper) return;
  for (const Finding& finding : function.findings) {
    KindTotal& total = totals[finding.kind];
    ++total.count;
    ++total.forms[finding.form];
    if (!finding.ordering.empty()) ++total.orderings[finding.ordering];
    if (!finding.hint.empty()) ++total.hints[finding.hint];
  }
}

}  // namespace

Totals TotalsOf(absl::Span<const FileAudit> audits) {
  Totals totals;
  for (const Kind kind : kKinds) totals[kind];
  for (const FileAudit& audit : audits) {
    for (const ObjectAudit& object : audit.objects) {
      for (const FunctionAudit& function : object.functions) {
        Count(function, totals);
      }
    }
  }
  return totals;
}

}  // namespace atomics_lab::audit
