#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/types/span.h"
#include "tools/audit/compare.h"
#include "tools/audit/findings.h"
#include "tools/audit/print.h"
#include "tools/audit/suspect_counts.h"
#include "tools/audit/top.h"
#include "tools/audit/totals.h"
#include "tools/audit/verdict.h"
#include "tools/isa/suspect.h"
#include "tools/listing/listing.h"
#include "tools/text/aligned.h"
#include "tools/text/printable.h"

namespace atomics_lab::audit {
namespace {

using text::Padded;
using text::Printable;

// "lock xadd 3, xchg 1", the most frequent first.
std::string FormsText(const KindTotal& total) {
  std::vector<std::pair<std::int64_t, std::string_view>> forms;
  forms.reserve(total.forms.size());
  for (const auto& [form, count] : total.forms) {
    forms.emplace_back(-count, form);
  }
  std::sort(forms.begin(), forms.end());
  std::string text;
  for (const auto& [count, form] : forms) {
    absl::StrAppend(&text, text.empty() ? "" : ", ", Printable(form), " ",
                    -count);
  }
  return text;
}

std::string_view HintText(std::string_view hint) {
  return hint == "none" ? "no hint" : hint;
}

// Orderings, and of spins their hints.
std::string OrderingsText(const KindTotal& total) {
  std::string text;
  for (const auto& [ordering, count] : total.orderings) {
    absl::StrAppend(&text, text.empty() ? "" : ", ", ordering, " ", count);
  }
  for (const auto& [hint, count] : total.hints) {
    absl::StrAppend(&text, text.empty() ? "" : ", ", HintText(hint), " ",
                    count);
  }
  return text.empty() ? "" : absl::StrCat("  [", text, "]");
}

std::string TotalsText(const Totals& totals) {
  std::string text = "totals\n";
  for (const Kind kind : kKinds) {
    const KindTotal& total = totals.at(kind);
    absl::StrAppendFormat(&text, "  %-16s %7d", KindName(kind), total.count);
    if (total.count != 0) {
      absl::StrAppend(&text, "  ", FormsText(total), OrderingsText(total));
    }
    text += '\n';
  }
  return text;
}

// An instruction's ordering, a spin's hint, or what makes code suspect.
std::string_view Remark(const Finding& finding) {
  if (finding.suspect != nullptr) return finding.detail;
  return finding.hint.empty() ? finding.ordering : HintText(finding.hint);
}

// Why a finding is suspect, on a line of its own; empty if it is not.
std::string ReasonText(const Finding& finding) {
  if (finding.suspect == nullptr) return "";
  const isa::SuspectPattern& pattern = *finding.suspect;
  return absl::StrCat(
      "              ", pattern.error ? "error: " : "hint: ", pattern.reason,
      pattern.section.empty() ? "" : absl::StrCat(" (", pattern.section, ")"),
      "\n");
}

std::string FindingText(const Finding& finding) {
  const std::string text =
      absl::StrFormat("    %8x  %-16s %s %-8s  %s", finding.address,
                      NameOf(finding), Padded(Printable(finding.form), 24),
                      Remark(finding), Printable(OriginText(finding.origin)));
  return absl::StrCat(absl::StripTrailingAsciiWhitespace(text), "\n",
                      ReasonText(finding));
}

void AppendFunctions(const ObjectAudit& object, bool helpers,
                     std::string& text) {
  for (const FunctionAudit& function : object.functions) {
    if (function.helper != helpers || !function.shown) continue;
    absl::StrAppend(&text, "  ", Printable(function.name), "\n");
    for (const Finding& finding : function.findings) {
      text += FindingText(finding);
    }
  }
}

void AppendObject(const ObjectAudit& object, std::string& text) {
  if (!ShowsAnything(object)) return;
  absl::StrAppend(&text, "\n", Printable(object.name), " (",
                  listing::ArchitectureName(object.architecture), ")",
                  object.debug.empty() ? "" : ", with ",
                  Printable(object.debug), "\n");
  AppendFunctions(object, /*helpers=*/false, text);
  std::string helpers;
  AppendFunctions(object, /*helpers=*/true, helpers);
  if (helpers.empty()) return;
  absl::StrAppend(&text, "\nbodies of outlined helpers in ",
                  Printable(object.name), ", not counted\n", helpers);
}

std::string LimitsText(absl::Span<const std::string_view> limits = kLimits) {
  std::string text = "\nlimits\n";
  for (std::string_view limit : limits) {
    absl::StrAppend(&text, "  ", limit, "\n");
  }
  return text;
}

std::string LeftOutText(LeftOut left_out) {
  const std::string sentence = LeftOutSentence(left_out);
  return sentence.empty() ? "" : absl::StrCat("\n", sentence, "\n");
}

void AppendObjects(const FileAudit& audit, std::string& text,
                   LeftOut& left_out) {
  for (const ObjectAudit& object : audit.objects) AppendObject(object, text);
  AddLeftOut(audit, left_out);
  for (const std::string& why : audit.skipped) {
    absl::StrAppend(&text, "\nskipped: ", Printable(why), "\n");
  }
}

std::string VerdictText(const FileAudit& audit) {
  const std::string verdict = VerdictOf(audit);
  if (verdict.empty()) return "";
  const std::string counts = CountsOf(audit);
  return absl::StrCat(Printable(audit.name), ": ", verdict,
                      counts.empty() ? "" : absl::StrCat(" (", counts, ")"),
                      "\n");
}

}  // namespace

std::string AuditText(absl::Span<const FileAudit> audits) {
  std::string text;
  for (const FileAudit& audit : audits) text += VerdictText(audit);
  if (!text.empty()) text += '\n';
  text += TotalsText(TotalsOf(audits));
  LeftOut left_out;
  for (const FileAudit& audit : audits) AppendObjects(audit, text, left_out);
  return text + LeftOutText(left_out) + LimitsText();
}

std::string AnswersText(const Question& question,
                        absl::Span<const Answer> answers) {
  std::string text;
  for (const Answer& answer : answers) {
    absl::StrAppend(&text, Printable(answer.audit.name), ": ",
                    AnswerSentence(question, answer), "\n");
  }
  LeftOut left_out;
  for (const Answer& answer : answers) {
    AppendObjects(answer.audit, text, left_out);
  }
  return text + LeftOutText(left_out) + LimitsText(kAnswerLimits);
}

std::string SuspectsText(absl::Span<const FileAudit> audits) {
  std::string text;
  for (const FileAudit& audit : audits) {
    absl::StrAppend(&text, Printable(audit.name), ": ",
                    SuspectSentence(CountSuspects(audit)), "\n");
  }
  LeftOut left_out;
  for (const FileAudit& audit : audits) AppendObjects(audit, text, left_out);
  return text + LeftOutText(left_out) + LimitsText(kSuspectLimits);
}

std::string ComparisonText(const Comparison& comparison) {
  std::string text =
      absl::StrCat("totals, from ", Printable(comparison.old_name), " to ",
                   Printable(comparison.new_name), "\n");
  for (const Kind kind : kKinds) {
    const std::int64_t before = comparison.old_totals.at(kind).count;
    const std::int64_t after = comparison.new_totals.at(kind).count;
    absl::StrAppendFormat(&text, "  %-16s %7d → %7d  %+d\n", KindName(kind),
                          before, after, after - before);
  }
  for (const FunctionChange& function : comparison.functions) {
    absl::StrAppend(&text, "\n  ", Printable(function.name), "\n");
    for (const Change& change : function.changes) {
      absl::StrAppendFormat(&text, "    %+5d  %-16s %s\n", change.difference,
                            KindName(change.kind), Printable(change.form));
    }
  }
  return text + LimitsText();
}

}  // namespace atomics_lab::audit
