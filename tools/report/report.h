// Printers: results to text, Markdown and HTML. Each stands in a file of its
// own and reads nothing but the results.
#ifndef ATOMICS_LAB_TOOLS_REPORT_REPORT_H_
#define ATOMICS_LAB_TOOLS_REPORT_REPORT_H_

#include <string>
#include <vector>

#include "tools/result/result.h"

namespace atomics_lab::report {

// What the verdicts do not prove, one sentence each. Every printer ends with
// them, RenderOverview with BriefLimits: a pass under QEMU says nothing about
// memory ordering, emulated timing nothing about speed, a stress run nothing
// about schedules it did not meet. Guarantees: speaks of QEMU only if some run
// was under QEMU.
std::vector<std::string> Limits(const result::Results& results);

// The gist of them in half a sentence: "a stress run says nothing about …; …".
std::string BriefLimits(const result::Results& results);

struct TextStyle {
  bool color = false;  // ANSI colours; the caller honours NO_COLOR
};

// Each of the following shows costs (costs.h) only where the results have them.

// What is seen first: a line for each counter and a column for each level, the
// compilers' targets merged, failures explained below it.
// Guarantees: no line is wider than kOverviewWidth.
std::string RenderOverview(const result::Results& results, TextStyle style);
inline constexpr int kOverviewWidth = 100;  // columns

// The whole table: counter, target, test verdict, outcome, instructions; one
// line a row, columns aligned by display width (UTF-8), failures explained
// below it.
std::string RenderText(const result::Results& results, TextStyle style);

// The same as GitHub-flavoured Markdown, with every listing in a folded block.
std::string RenderMarkdown(const result::Results& results);

// What of that a pull request's summary has room for: the overview, what went
// wrong, costs, and what the verdicts do not prove.
std::string RenderMarkdownSummary(const result::Results& results);

// XML for continuous integration, as JUnit's readers take it: a suite for each
// target with the machine and the versions, a case for each counter, and one
// for the target's test programs as a whole. "failure" is what ran and was
// wrong, "error" what did not run to its end.
// Guarantees: well-formed for any bytes in the results; has a failure or an
// error if and only if result::HasFailure.
std::string RenderJUnit(const result::Results& results);

// One self-contained page: no network, works without JavaScript.
// Guarantees: every string of the results is escaped.
std::string RenderHtml(const result::Results& results);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_REPORT_H_
