// Audits and comparisons as text, Markdown and JSON.
//
// Each ends with what the audit cannot see. The JSON of an audit:
//   {"totals": TOTALS, "files": [{"name": "…", "skipped": ["…"], "objects": [
//     {"name": "…", "architecture": "x86_64" or "aarch64", "functions": [
//       {"name": "…", "symbol": "…" or "", "section": "…", "address": N,
//        "helper": true or false, "findings": [
//         {"kind": KIND, "form": "…", "ordering": "…" or "", "address": N,
//          "hint": "…" (only of spins),
//          "file": "…" or "", "line": N or 0, "frames": FRAMES}]}]}]}],
//    "limits": ["…"]}
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

namespace atomics_lab::audit {

inline constexpr std::array<std::string_view, 6> kLimits = {
    "x86-64: acquire loads and release stores are plain moves, and lfence and "
    "sfence serve other ends; none of them is counted.",
    "spins: a heuristic for loops of at most 96 bytes that would turn forever "
    "if no other thread wrote; loops that count their turns, store, or wait "
    "through a function other than an outlined helper are missed.",
    "retries: compare-and-swap loops that wait for nobody: the value observed "
    "last is the next one expected, so some thread always gets on.",
    "llsc: a load-exclusive and the next store-exclusive are one; either may "
    "stand alone.",
    "outlined: only direct calls count, through a linker's stub or veneer too; "
    "without symbols a helper is known by its body.",
    "Data among code that no symbol marks can look like instructions.",
};

std::string AuditText(absl::Span<const FileAudit> audits);
std::string AuditMarkdown(absl::Span<const FileAudit> audits);
std::string AuditJson(absl::Span<const FileAudit> audits);

std::string ComparisonText(const Comparison& comparison);
std::string ComparisonMarkdown(const Comparison& comparison);
std::string ComparisonJson(const Comparison& comparison);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_PRINT_H_
