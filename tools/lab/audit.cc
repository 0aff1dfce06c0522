#include "tools/audit/audit.h"

#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "tools/audit/compare.h"
#include "tools/audit/findings.h"
#include "tools/audit/print.h"
#include "tools/lab/command.h"
#include "tools/lab/commands.h"
#include "tools/lab/options.h"
#include "tools/lab/places.h"
#include "tools/text/printable.h"

namespace atomics_lab::lab {
namespace {

// Audits, and whether one was missing.
struct Audited {
  std::string text;
  bool complete = true;
};

// What --only leaves of a file's audit; `only` is empty without it.
absl::StatusOr<audit::FileAudit> Audit(const std::string& path,
                                       std::optional<audit::Kind> only) {
  absl::StatusOr<audit::FileAudit> audit =
      audit::AuditFile(FromWorkingFolder(path));
  if (audit.ok() && only.has_value()) audit::KeepOnly(*only, *audit);
  return audit;
}

std::string Render(const std::vector<audit::FileAudit>& audits, Format format) {
  switch (format) {
    case Format::kJson:
      return audit::AuditJson(audits);
    case Format::kMarkdown:
      return audit::AuditMarkdown(audits);
    case Format::kJUnit:  // a form of reports alone
    case Format::kText:
      break;
  }
  return audit::AuditText(audits);
}

std::string Render(const audit::Comparison& comparison, Format format) {
  switch (format) {
    case Format::kJson:
      return audit::ComparisonJson(comparison);
    case Format::kMarkdown:
      return audit::ComparisonMarkdown(comparison);
    case Format::kJUnit:  // a form of reports alone
    case Format::kText:
      break;
  }
  return audit::ComparisonText(comparison);
}

absl::StatusOr<Audited> CompareText(const Options& options,
                                    std::optional<audit::Kind> only) {
  if (options.words.size() != 2) {
    return absl::InvalidArgumentError(
        "audit --compare=OLD takes one FILE, the newer one");
  }
  ABSL_ASSIGN_OR_RETURN(const audit::FileAudit before,
                        Audit(options.compare, only));
  ABSL_ASSIGN_OR_RETURN(const audit::FileAudit after,
                        Audit(options.words[1], only));
  ABSL_ASSIGN_OR_RETURN(const audit::Comparison comparison,
                        audit::Compare(before, after));
  return Audited{.text = Render(comparison, options.format)};
}

// A file that cannot be audited is reported and does not stop the others.
absl::StatusOr<Audited> AuditsText(const Options& options,
                                   std::optional<audit::Kind> only) {
  std::vector<audit::FileAudit> audits;
  bool complete = true;
  for (std::size_t i = 1; i < options.words.size(); ++i) {
    absl::StatusOr<audit::FileAudit> audit = Audit(options.words[i], only);
    if (audit.ok()) {
      audits.push_back(*std::move(audit));
      continue;
    }
    if (options.words.size() == 2) return audit.status();
    std::cerr << "lab: " << text::Printable(audit.status().message()) << '\n';
    complete = false;
  }
  return Audited{.text = audits.empty() ? "" : Render(audits, options.format),
                 .complete = complete};
}

absl::StatusOr<int> RunAudit(const Options& options, const std::string&) {
  if (options.words.size() < 2) {
    return absl::InvalidArgumentError(
        "audit needs a FILE: an ELF object, executable or library, or a "
        "static archive");
  }
  std::optional<audit::Kind> only;
  if (!options.only.empty()) {
    ABSL_ASSIGN_OR_RETURN(const audit::Kind kind,
                          audit::ParseKind(options.only));
    only = kind;
  }
  ABSL_ASSIGN_OR_RETURN(const Audited audited,
                        options.compare.empty() ? AuditsText(options, only)
                                                : CompareText(options, only));
  std::cout << audited.text;
  return audited.complete ? 0 : 2;
}

constexpr Option kOptions[] = {
    {"--only", &Options::only, "KIND", "The one kind to show."},
    {"--compare", &Options::compare, "OLD",
     "An older build: what has changed since."},
};

}  // namespace

constinit const Command kAuditCommand = {
    .name = "audit",
    .usage = "lab audit FILE… [--only=KIND] [--compare=OLD]",
    .summary =
        "Which functions of a shipped binary hold atomics, fences or "
        "spin loops.",
    .options = kOptions,
    .formats = kAllFormats,
    .words = "FILE…",
    .run = RunAudit,
};

}  // namespace atomics_lab::lab
