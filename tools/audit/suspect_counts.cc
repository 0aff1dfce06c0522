#include "tools/audit/suspect_counts.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "tools/audit/findings.h"
#include "tools/text/counted.h"

namespace atomics_lab::audit {

using text::Counted;

SuspectCounts CountSuspects(const FileAudit& audit) {
  SuspectCounts counts;
  for (const ObjectAudit& object : audit.objects) {
    for (const FunctionAudit& function : object.functions) {
      for (const Finding& finding : function.findings) {
        ++(finding.suspect->error ? counts.errors : counts.hints);
      }
    }
  }
  return counts;
}

std::string SuspectSentence(SuspectCounts counts) {
  if (counts.errors == 0 && counts.hints == 0) return "nothing suspect";
  if (counts.hints == 0) return Counted(counts.errors, "error");
  if (counts.errors == 0) return Counted(counts.hints, "hint");
  return absl::StrCat(Counted(counts.errors, "error"), ", ",
                      Counted(counts.hints, "hint"));
}

}  // namespace atomics_lab::audit
