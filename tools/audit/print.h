// Audits and comparisons as text, Markdown and JSON.
//
// Each ends with what the audit cannot see. The JSON of an audit:
//   {"totals": TOTALS, "files": [{"name": "…", "verdict": "…" (as
//     VerdictOf tells), "skipped": ["…"], "objects": [
//     {"name": "…", "architecture": "x86_64" or "aarch64", "functions": [
//       {"name": "…", "symbol": "…" or "", "section": "…", "address": N,
//        "helper": true or false, "findings": [
//         {"kind": KIND, "form": "…", "ordering": "…" or "", "address": N,
//          "hint": "…" (only of spins),
//          "feature": "…" (only of what not every processor has),
//          "file": "…" or "", "line": N or 0, "frames": FRAMES}]}]}]}],
//    "limits": ["…"]}
//   An object with a debug file (elf/debug_file.h) also has "debug": "…".
//   Of a file with functions that are not shown (top.h), also
//     "left_out": {"functions": N, "findings": N}.
//   TOTALS: {KIND: {"count": N, "forms": {"…": N}, "orderings": {"…": N}},
//     "spins": {…, "hints": {"…": N}}}
//   KIND: as KindName gives
//   FRAMES: only of inlined code, from the line in the function itself to the
//     innermost: [{"file": "…", "line": N, "function": "…" or ""}]
// and of a comparison:
//   {"old": "…", "new": "…", "totals": {"old": TOTALS, "new": TOTALS},
//    "functions": [{"name": "…", "changes": [
//      {"kind": KIND, "form": "…", "difference": N}]}], "limits": ["…"]}
#ifndef ATOMICS_LAB_TOOLS_AUDIT_PRINT_H_
#define ATOMICS_LAB_TOOLS_AUDIT_PRINT_H_

#include <array>
#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "tools/audit/compare.h"
#include "tools/audit/findings.h"
#include "tools/audit/question.h"

namespace atomics_lab::audit {

inline constexpr std::array<std::string_view, 7> kLimits = {
    "x86-64: acquire loads and release stores are plain moves, and lfence and "
    "sfence serve other ends; none of them is counted.",
    "spins: a heuristic for loops of at most 96 bytes that would turn forever "
    "if no other thread wrote; loops that count their turns, store, or wait "
    "through a function other than an outlined helper are missed.",
    "retries: compare-and-swap loops that wait for nobody: the value observed "
    "last is the next one expected, so some thread always gets on.",
    "llsc: a load-exclusive and the next store-exclusive are one; either may "
    "stand alone.",
    "verdict: chosen at run time is what runs only behind a branch on what the "
    "processor can do, what a function that asks for that takes the address "
    "of, and what a kernel replaces as it loads.",
    "outlined: only direct calls count, through a linker's stub or veneer too; "
    "without symbols a helper is known by its body.",
    "Data among code that no symbol marks can look like instructions.",
};

inline constexpr std::array<std::string_view, 3> kAnswerLimits = {
    "A check is a branch on what the processor can do, by a variable's name or "
    "by where its value comes from; the resolver of an indirect function; a "
    "function that asks and takes an address; what a kernel replaces as it "
    "loads. That it asks for the right feature is not looked at.",
    "A function that guarded calls alone lead to counts as guarded, though its "
    "address may be taken elsewhere, and so does one that nothing leads to.",
    "FEAT_LSE2 makes plain pairs' accesses atomic and has no instructions: "
    "code that relies on it is not told.",
};

inline constexpr std::array<std::string_view, 2> kSuspectLimits = {
    "Followed are the ways through one function, at most 128 instructions from "
    "an access; calls are not followed, nor jumps through a register.",
    "Only what is listed as a pattern is found: that nothing is suspect does "
    "not make code right.",
};

std::string AuditText(absl::Span<const FileAudit> audits);
std::string AuditMarkdown(absl::Span<const FileAudit> audits);
std::string AuditJson(absl::Span<const FileAudit> audits);

// Answers to a question, and what cannot be seen of that. The JSON:
//   {"question": "…", "files": [{…, as of an audit, with the places that say
//     no alone, "answer": "…", "found": N, "guarded": N,
//     "features": {"…": N}}], "limits": ["…"]}
std::string AnswersText(const Question& question,
                        absl::Span<const Answer> answers);
std::string AnswersMarkdown(const Question& question,
                            absl::Span<const Answer> answers);
std::string AnswersJson(const Question& question,
                        absl::Span<const Answer> answers);

// What AuditSuspects found, each with its reason. The JSON:
//   {"files": [{…, as of an audit, "errors": N, "hints": N}], "limits": ["…"]}
// and a finding has beside the rest
//   "suspect": {"name": "access_between", "error": true or false,
//     "detail": "str x1, [x2] at 4c0", "reason": "…", "section": "…" or ""}
std::string SuspectsText(absl::Span<const FileAudit> audits);
std::string SuspectsMarkdown(absl::Span<const FileAudit> audits);
std::string SuspectsJson(absl::Span<const FileAudit> audits);

std::string ComparisonText(const Comparison& comparison);
std::string ComparisonMarkdown(const Comparison& comparison);
std::string ComparisonJson(const Comparison& comparison);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_PRINT_H_
