#include "tools/audit/suspect_counts.h"

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "tools/audit/findings.h"

namespace atomics_lab::audit {
namespace {

std::string Counted(std::int64_t count, std::string_view noun) {
  return absl::StrCat(count, " ", noun, count == 1 ? "" : "s");
}

}  // namespace

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
