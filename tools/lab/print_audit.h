// What an audit found, in the form that was asked for.
#ifndef ATOMICS_LAB_TOOLS_LAB_PRINT_AUDIT_H_
#define ATOMICS_LAB_TOOLS_LAB_PRINT_AUDIT_H_

#include <string>

#include "absl/types/span.h"
#include "tools/audit/compare.h"
#include "tools/audit/findings.h"
#include "tools/audit/question.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {

// Each as audit/print.h describes it. Requires: `format` is of kAllFormats.
std::string AuditsIn(Format format, absl::Span<const audit::FileAudit> audits);
std::string AnswersIn(Format format, const audit::Question& question,
                      absl::Span<const audit::Answer> answers);
std::string SuspectsIn(Format format,
                       absl::Span<const audit::FileAudit> audits);
std::string ComparisonIn(Format format, const audit::Comparison& comparison);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_PRINT_AUDIT_H_
