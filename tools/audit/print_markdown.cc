#include <cstdint>
#include <string>
#include <string_view>

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
#include "tools/text/markdown_markup.h"

namespace atomics_lab::audit {
namespace {

using text::MarkdownCellCode;
using text::MarkdownCode;
using text::MarkdownText;

std::string TotalsMarkdown(const Totals& totals) {
  std::string text = "| kind | count | forms |\n|---|---:|---|\n";
  for (const Kind kind : kKinds) {
    const KindTotal& total = totals.at(kind);
    std::string forms;
    for (const auto& [form, count] : total.forms) {
      absl::StrAppend(&forms, forms.empty() ? "" : ", ", MarkdownCellCode(form),
                      " ", count);
    }
    absl::StrAppend(&text, "| ", KindName(kind), " | ", total.count, " | ",
                    forms, " |\n");
  }
  return text;
}

// An instruction's ordering, a spin's hint, or what makes code suspect and why.
std::string RemarkMarkdown(const Finding& finding) {
  if (finding.suspect == nullptr) {
    return finding.hint.empty() ? finding.ordering : finding.hint;
  }
  const isa::SuspectPattern& pattern = *finding.suspect;
  return absl::StrCat(
      MarkdownCellCode(finding.detail), " **", pattern.error ? "error" : "hint",
      "**: ", MarkdownText(pattern.reason),
      pattern.section.empty()
          ? ""
          : absl::StrCat(" (", MarkdownText(pattern.section), ")"));
}

std::string FindingMarkdown(const Finding& finding) {
  const std::string origin = OriginText(finding.origin);
  const std::string source = origin.empty() ? "" : MarkdownCellCode(origin);
  return absl::StrFormat("| 0x%x | %s | %s | %s | %s |\n", finding.address,
                         NameOf(finding), MarkdownCellCode(finding.form),
                         RemarkMarkdown(finding), source);
}

std::string ObjectMarkdown(const ObjectAudit& object) {
  if (!ShowsAnything(object)) return "";
  std::string text =
      absl::StrCat("\n## ", MarkdownCode(object.name), " (",
                   listing::ArchitectureName(object.architecture), ")",
                   object.debug.empty()
                       ? ""
                       : absl::StrCat(", with ", MarkdownCode(object.debug)),
                   "\n");
  for (const FunctionAudit& function : object.functions) {
    if (!function.shown) continue;
    absl::StrAppend(&text, "\n### ", MarkdownCode(function.name),
                    function.helper ? " (helper's body, not counted)" : "",
                    "\n\n| address | kind | form | remark | source |\n"
                    "|---|---|---|---|---|\n");
    for (const Finding& finding : function.findings) {
      text += FindingMarkdown(finding);
    }
  }
  return text;
}

std::string LimitsMarkdown(
    absl::Span<const std::string_view> limits = kLimits) {
  std::string text = "\n## Limits\n\n";
  for (std::string_view limit : limits) {
    absl::StrAppend(&text, "- ", MarkdownText(limit), "\n");
  }
  return text;
}

std::string LeftOutMarkdown(LeftOut left_out) {
  const std::string sentence = LeftOutSentence(left_out);
  return sentence.empty() ? "" : absl::StrCat("\n", sentence, "\n");
}

std::string ObjectsMarkdown(const FileAudit& audit, LeftOut& left_out) {
  AddLeftOut(audit, left_out);
  std::string text;
  for (const ObjectAudit& object : audit.objects) {
    text += ObjectMarkdown(object);
  }
  for (const std::string& why : audit.skipped) {
    absl::StrAppend(&text, "\nSkipped: ", MarkdownText(why), "\n");
  }
  return text;
}

std::string VerdictMarkdown(const FileAudit& audit) {
  const std::string verdict = VerdictOf(audit);
  if (verdict.empty()) return "";
  const std::string counts = CountsOf(audit);
  return absl::StrCat(MarkdownCode(audit.name), ": **", verdict, "**",
                      counts.empty() ? "" : absl::StrCat(" (", counts, ")"),
                      "\n\n");
}

}  // namespace

std::string AuditMarkdown(absl::Span<const FileAudit> audits) {
  std::string text;
  for (const FileAudit& audit : audits) text += VerdictMarkdown(audit);
  text += TotalsMarkdown(TotalsOf(audits));
  LeftOut left_out;
  for (const FileAudit& audit : audits) {
    text += ObjectsMarkdown(audit, left_out);
  }
  return text + LeftOutMarkdown(left_out) + LimitsMarkdown();
}

std::string AnswersMarkdown(const Question& question,
                            absl::Span<const Answer> answers) {
  std::string text;
  for (const Answer& answer : answers) {
    absl::StrAppend(&text, "- ", MarkdownCode(answer.audit.name), ": **",
                    AnswerSentence(question, answer), "**\n");
  }
  LeftOut left_out;
  for (const Answer& answer : answers) {
    text += ObjectsMarkdown(answer.audit, left_out);
  }
  return text + LeftOutMarkdown(left_out) + LimitsMarkdown(kAnswerLimits);
}

std::string SuspectsMarkdown(absl::Span<const FileAudit> audits) {
  std::string text;
  for (const FileAudit& audit : audits) {
    absl::StrAppend(&text, "- ", MarkdownCode(audit.name), ": **",
                    SuspectSentence(CountSuspects(audit)), "**\n");
  }
  LeftOut left_out;
  for (const FileAudit& audit : audits) {
    text += ObjectsMarkdown(audit, left_out);
  }
  return text + LeftOutMarkdown(left_out) + LimitsMarkdown(kSuspectLimits);
}

std::string ComparisonMarkdown(const Comparison& comparison) {
  std::string text = absl::StrCat("From ", MarkdownCode(comparison.old_name),
                                  " to ", MarkdownCode(comparison.new_name),
                                  "\n\n| kind | before | after | difference |\n"
                                  "|---|---:|---:|---:|\n");
  for (const Kind kind : kKinds) {
    const std::int64_t before = comparison.old_totals.at(kind).count;
    const std::int64_t after = comparison.new_totals.at(kind).count;
    absl::StrAppendFormat(&text, "| %s | %d | %d | %+d |\n", KindName(kind),
                          before, after, after - before);
  }
  for (const FunctionChange& function : comparison.functions) {
    absl::StrAppend(&text, "\n### ", MarkdownCode(function.name), "\n\n");
    for (const Change& change : function.changes) {
      absl::StrAppendFormat(&text, "- %+d %s: %s\n", change.difference,
                            KindName(change.kind), MarkdownCode(change.form));
    }
  }
  return text + LimitsMarkdown();
}

}  // namespace atomics_lab::audit
