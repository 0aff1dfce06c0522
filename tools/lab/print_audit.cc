#include "tools/lab/print_audit.h"

#include <string>

#include "absl/types/span.h"
#include "tools/audit/compare.h"
#include "tools/audit/findings.h"
#include "tools/audit/print.h"
#include "tools/audit/question.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {

std::string AuditsIn(Format format, absl::Span<const audit::FileAudit> audits) {
  switch (format) {
    case Format::kJson:
      return audit::AuditJson(audits);
    case Format::kMarkdown:
      return audit::AuditMarkdown(audits);
    case Format::kText:
    case Format::kJUnit:  // a form of reports alone
      break;
  }
  return audit::AuditText(audits);
}

std::string AnswersIn(Format format, const audit::Question& question,
                      absl::Span<const audit::Answer> answers) {
  switch (format) {
    case Format::kJson:
      return audit::AnswersJson(question, answers);
    case Format::kMarkdown:
      return audit::AnswersMarkdown(question, answers);
    case Format::kText:
    case Format::kJUnit:  // a form of reports alone
      break;
  }
  return audit::AnswersText(question, answers);
}

std::string SuspectsIn(Format format,
                       absl::Span<const audit::FileAudit> audits) {
  switch (format) {
    case Format::kJson:
      return audit::SuspectsJson(audits);
    case Format::kMarkdown:
      return audit::SuspectsMarkdown(audits);
    case Format::kText:
    case Format::kJUnit:  // a form of reports alone
      break;
  }
  return audit::SuspectsText(audits);
}

std::string ComparisonIn(Format format, const audit::Comparison& comparison) {
  switch (format) {
    case Format::kJson:
      return audit::ComparisonJson(comparison);
    case Format::kMarkdown:
      return audit::ComparisonMarkdown(comparison);
    case Format::kText:
    case Format::kJUnit:  // a form of reports alone
      break;
  }
  return audit::ComparisonText(comparison);
}

}  // namespace atomics_lab::lab
