#include "tools/audit/audit.h"

#include <cstddef>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "tools/audit/compare.h"
#include "tools/audit/findings.h"
#include "tools/audit/question.h"
#include "tools/audit/suspect_counts.h"
#include "tools/audit/top.h"
#include "tools/elf/debug_file.h"
#include "tools/lab/command.h"
#include "tools/lab/commands.h"
#include "tools/lab/debug_option.h"
#include "tools/lab/options.h"
#include "tools/lab/places.h"
#include "tools/lab/print_audit.h"
#include "tools/text/printable.h"

namespace atomics_lab::lab {
namespace {

// What there is to print.
struct Audited {
  std::string text;
  bool complete = true;  // no file was missing
  bool finding = false;  // places say no to a question, or are in error
};

// The --only that asks for what is suspect instead of for a kind.
constexpr std::string_view kSuspects = "suspects";

// What --only leaves of a file's audit; `only` is empty without it.
absl::StatusOr<audit::FileAudit> Audit(const std::string& path,
                                       std::optional<audit::Kind> only,
                                       const elf::DebugSource& debug) {
  absl::StatusOr<audit::FileAudit> audit =
      audit::AuditFile(FromWorkingFolder(path), {}, debug);
  if (audit.ok() && only.has_value()) audit::KeepOnly(*only, *audit);
  return audit;
}

absl::StatusOr<audit::Answer> Ask(const std::string& path,
                                  const audit::Question& question,
                                  const elf::DebugSource& debug) {
  ABSL_ASSIGN_OR_RETURN(audit::FileAudit audit,
                        audit::AuditFile(
                            FromWorkingFolder(path),
                            [&](const audit::Finding& finding) {
                              return audit::Concerns(question, finding);
                            },
                            debug));
  return audit::AnswerOf(question, std::move(audit));
}

// Leaves shown what --top asks for, if it does.
void ShowTop(std::optional<std::size_t> top,
             std::vector<audit::FileAudit>& audits) {
  if (!top.has_value()) return;
  std::vector<audit::FileAudit*> all;
  all.reserve(audits.size());
  for (audit::FileAudit& audit : audits) all.push_back(&audit);
  audit::ShowTop(*top, all);
}

void ShowTop(std::optional<std::size_t> top,
             std::vector<audit::Answer>& answers) {
  if (!top.has_value()) return;
  std::vector<audit::FileAudit*> all;
  all.reserve(answers.size());
  for (audit::Answer& answer : answers) all.push_back(&answer.audit);
  audit::ShowTop(*top, all);
}

// What --top says; absent for all functions.
absl::StatusOr<std::optional<std::size_t>> TopOf(const Options& options) {
  if (options.top == "all") return std::nullopt;
  if (!options.compare.empty()) {
    return absl::InvalidArgumentError("audit --compare=OLD takes no --top");
  }
  return audit::ParseTop(options.top);
}

absl::StatusOr<Audited> CompareText(const Options& options,
                                    std::optional<audit::Kind> only) {
  if (options.words.size() != 2) {
    return absl::InvalidArgumentError(
        "audit --compare=OLD takes one FILE, the newer one");
  }
  ABSL_ASSIGN_OR_RETURN(const audit::FileAudit before,
                        Audit(options.compare, only, DebugOf(options)));
  ABSL_ASSIGN_OR_RETURN(const audit::FileAudit after,
                        Audit(options.words[1], only, DebugOf(options)));
  ABSL_ASSIGN_OR_RETURN(const audit::Comparison comparison,
                        audit::Compare(before, after));
  return Audited{.text = ComparisonIn(options.format, comparison)};
}

void TellRefusedOf(const audit::FileAudit& audit) {
  for (const audit::ObjectAudit& object : audit.objects) {
    TellRefused(object.refused_debug_files);
  }
}

void TellRefusedOf(const audit::Answer& answer) { TellRefusedOf(answer.audit); }

// What `read` makes of each file. One that cannot be read is reported and does
// not stop the others; `complete` tells.
template <typename Result, typename Read>
absl::StatusOr<std::vector<Result>> OfEachFile(const Options& options,
                                               bool& complete, Read read) {
  std::vector<Result> results;
  complete = true;
  for (std::size_t i = 1; i < options.words.size(); ++i) {
    absl::StatusOr<Result> result = read(options.words[i]);
    if (result.ok()) {
      TellRefusedOf(*result);
      results.push_back(*std::move(result));
      continue;
    }
    if (options.words.size() == 2) return result.status();
    std::cerr << "lab: " << text::Printable(result.status().message()) << '\n';
    complete = false;
  }
  return results;
}

absl::StatusOr<Audited> AuditsText(const Options& options,
                                   std::optional<std::size_t> top,
                                   std::optional<audit::Kind> only) {
  Audited audited;
  ABSL_ASSIGN_OR_RETURN(
      auto audits, OfEachFile<audit::FileAudit>(
                       options, audited.complete, [&](const std::string& path) {
                         return Audit(path, only, DebugOf(options));
                       }));
  ShowTop(top, audits);
  if (!audits.empty()) audited.text = AuditsIn(options.format, audits);
  return audited;
}

absl::StatusOr<Audited> AnswersText(const Options& options,
                                    std::optional<std::size_t> top,
                                    const audit::Question& question) {
  Audited audited;
  ABSL_ASSIGN_OR_RETURN(
      auto answers, OfEachFile<audit::Answer>(options, audited.complete,
                                              [&](const std::string& path) {
                                                return Ask(path, question,
                                                           DebugOf(options));
                                              }));
  ShowTop(top, answers);
  if (!answers.empty()) {
    audited.text = AnswersIn(options.format, question, answers);
  }
  for (const audit::Answer& answer : answers) {
    audited.finding |= answer.found != 0;
  }
  return audited;
}

absl::StatusOr<Audited> SuspectsText(const Options& options,
                                     std::optional<std::size_t> top) {
  if (!options.compare.empty()) {
    return absl::InvalidArgumentError(
        "audit --only=suspects takes no --compare");
  }
  Audited audited;
  ABSL_ASSIGN_OR_RETURN(
      auto audits, OfEachFile<audit::FileAudit>(
                       options, audited.complete, [](const std::string& path) {
                         return audit::AuditSuspects(FromWorkingFolder(path));
                       }));
  ShowTop(top, audits);
  if (!audits.empty()) audited.text = SuspectsIn(options.format, audits);
  for (const audit::FileAudit& audit : audits) {
    audited.finding |= audit::CountSuspects(audit).errors != 0;
  }
  return audited;
}

// What --require or --baseline asks; absent without either.
absl::StatusOr<std::optional<audit::Question>> QuestionOf(
    const Options& options) {
  if (options.require.empty() && options.baseline.empty()) return std::nullopt;
  if (!options.only.empty() || !options.compare.empty() ||
      (!options.require.empty() && !options.baseline.empty())) {
    return absl::InvalidArgumentError(
        "audit takes one of --only or --compare, --require, and --baseline");
  }
  if (options.baseline.empty()) return audit::ParseRequire(options.require);
  return audit::ParseBaseline(options.baseline);
}

absl::StatusOr<Audited> AuditedFiles(const Options& options) {
  ABSL_ASSIGN_OR_RETURN(const auto question, QuestionOf(options));
  ABSL_ASSIGN_OR_RETURN(const auto top, TopOf(options));
  if (question.has_value()) return AnswersText(options, top, *question);
  if (options.only == kSuspects) return SuspectsText(options, top);
  std::optional<audit::Kind> only;
  if (!options.only.empty()) {
    ABSL_ASSIGN_OR_RETURN(only, audit::ParseKind(options.only));
  }
  return options.compare.empty() ? AuditsText(options, top, only)
                                 : CompareText(options, only);
}

absl::StatusOr<int> RunAudit(const Options& options, const std::string&) {
  if (options.words.size() < 2) {
    return absl::InvalidArgumentError(
        "audit needs a FILE: an ELF object, executable or library, or a "
        "static archive");
  }
  if (!options.debug.empty() &&
      (options.words.size() != 2 || !options.compare.empty())) {
    return absl::InvalidArgumentError(
        "audit --debug=FILE takes one FILE, and no --compare");
  }
  ABSL_ASSIGN_OR_RETURN(const Audited audited, AuditedFiles(options));
  std::cout << audited.text;
  if (!audited.complete) return 2;
  return audited.finding ? 1 : 0;
}

constexpr Option kOptions[] = {
    {"--only", &Options::only, "KIND", "The one kind to show."},
    {"--compare", &Options::compare, "OLD",
     "An older build: what has changed since."},
    {"--require", &Options::require, "lse",
     "AArch64: what runs LL/SC though there is LSE; exit code 1 if anything "
     "does."},
    {"--baseline", &Options::baseline, "armv8-a",
     "Or armv8.1-a, x86-64, x86-64-v2, …: what needs more than that, and no "
     "check at run time guards; exit code 1 if anything does."},
    kDebugOption,
    {"--top", &Options::top, "N",
     "Only the N functions with the most findings; totals stay those of all."},
};

}  // namespace

constinit const Command kAuditCommand = {
    .name = "audit",
    .usage =
        "lab audit FILE… [--only=KIND] [--top=N] [--debug=FILE] "
        "[--compare=OLD]\n"
        "lab audit FILE… --only=suspects\n"
        "lab audit FILE… --require=lse\n"
        "lab audit FILE… --baseline=armv8-a",
    .summary =
        "Which functions of a shipped binary hold atomics, fences or "
        "spin loops.",
    .options = kOptions,
    .formats = kAllFormats,
    .words = "FILE…",
    .run = RunAudit,
};

}  // namespace atomics_lab::lab
