#include "tools/report/html_matrix.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/types/span.h"
#include "tools/report/cells.h"
#include "tools/report/explored.h"
#include "tools/report/html_exploration.h"
#include "tools/report/html_final_values.h"
#include "tools/report/tested.h"
#include "tools/report/web/matrix_html.h"
#include "tools/report/web/matrix_js.h"
#include "tools/result/result.h"
#include "tools/text/html_markup.h"

namespace atomics_lab::report {
namespace {

using text::HtmlCode;
using text::HtmlId;
using text::HtmlText;

using result::Counter;
using result::Results;
using result::Row;
using result::Target;
using result::Verdict;

// How many targets at the front of `targets` are of one level.
std::size_t GroupSize(absl::Span<const Target> targets) {
  const auto other = std::ranges::find_if(targets, [&](const Target& target) {
    return LevelName(target) != LevelName(targets.front());
  });
  return static_cast<std::size_t>(other - targets.begin());
}

std::string GroupHeads(absl::Span<const Target> targets) {
  std::string heads;
  while (!targets.empty()) {
    const std::size_t size = GroupSize(targets);
    absl::StrAppend(&heads, "<th class=\"group\" scope=\"colgroup\" colspan=\"",
                    size, "\">", HtmlCode(LevelName(targets.front())),
                    "<small>", HtmlText(targets.front().isa), "</small></th>");
    targets.remove_prefix(size);
  }
  return heads;
}

std::string TargetHead(const Target& target) {
  std::string machines;
  for (const std::string& machine : MachinesOf(target)) {
    absl::StrAppend(&machines, "<small>", HtmlText(MachineText(machine)),
                    "</small>");
  }
  return absl::StrCat("<th class=\"target\" scope=\"col\">",
                      HtmlText(target.compiler), machines, "</th>");
}

std::string TargetHeads(const Results& results) {
  std::string heads;
  for (const Target& target : results.targets) heads += TargetHead(target);
  return heads;
}

std::string_view TestedClass(Tested tested) {
  switch (tested) {
    case Tested::kPassed:
      return "passed";
    case Tested::kRacy:
      return "racy";
    case Tested::kFailed:
      return "failed";
    case Tested::kNotRun:
      return "not-run";
  }
  return "";
}

std::string_view TestedMark(Tested tested) {
  switch (tested) {
    case Tested::kPassed:
      return "✓";
    case Tested::kRacy:
      return "!";
    case Tested::kFailed:
      return "✕";
    case Tested::kNotRun:
      return kNothing;
  }
  return "";
}

std::string Cell(const Results& results, const Row* row) {
  if (row == nullptr) return "<td class=\"absent\">no result</td>";
  const std::string_view bad = row->verdict == Verdict::kFailed ||
                                       ContradictsClaim(results, *row) ||
                                       IsContradicted(results, *row)
                                   ? " class=\"bad\""
                                   : "";
  return absl::StrCat(
      "<td", bad, "><a href=\"#", HtmlRowId(row->counter, row->target), "\">",
      HtmlCode(FormText(*row)), "<span class=\"verdict-line\">",
      HtmlTested(results, *row), " ", HtmlExplored(results, *row), "</span>",
      HtmlFinalValues(results, *row), "</a></td>");
}

std::string CounterRow(const Results& results, const Counter& counter) {
  std::string row =
      absl::StrCat("<tr><th scope=\"row\"><a href=\"#", HtmlId(counter.name),
                   "\">", HtmlCode(counter.name), "</a><small>",
                   counter.lossless ? "lossless" : "<b class=\"racy\">racy</b>",
                   ", ", HtmlText(counter.progress), "</small></th>");
  for (const Target& target : results.targets) {
    row += Cell(results, FindRow(results, counter.name, target.name));
  }
  return absl::StrCat(row, "</tr>\n");
}

std::string Table(const Results& results) {
  std::string table = absl::StrCat(
      "<div class=\"scroll tall\" role=\"region\" tabindex=\"0\" "
      "aria-labelledby=\"matrix-title\">\n"
      "<table class=\"matrix\">\n<thead><tr><th rowspan=\"2\" "
      "scope=\"col\">Counter</th>",
      GroupHeads(results.targets), "</tr>\n<tr>", TargetHeads(results),
      "</tr></thead>\n<tbody>\n");
  for (const Counter& counter : results.counters) {
    table += CounterRow(results, counter);
  }
  return absl::StrCat(table, "</tbody></table></div>\n");
}

}  // namespace

std::string HtmlTested(const Results& results, const Row& row) {
  const Tested tested = TestedOf(results, row);
  return absl::StrCat("<span class=\"verdict ", TestedClass(tested), "\">",
                      TestedMark(tested), " ", TestedText(tested), "</span>");
}

std::string HtmlOutcome(const Results& results, const Row& row) {
  if (row.outcomes.empty()) return "";
  const std::string_view kind = ContradictsClaim(results, row) ? " wrong"
                                : LostUpdates(results, row)    ? " lost"
                                                               : "";
  // A value and its number of runs stay on one line.
  return absl::StrCat("<span class=\"outcome", kind, "\">",
                      absl::StrReplaceAll(HtmlText(OutcomeText(results, row)),
                                          {{" ×", "&nbsp;×"}}),
                      "</span>");
}

std::string HtmlMatrix(const Results& results) {
  if (results.rows.empty()) return Table(results);
  return absl::StrReplaceAll(kMatrixHtml,
                             {{"{{legend}}", HtmlFinalValuesLegend(results)},
                              {"{{table}}", Table(results)},
                              {"{{script}}", kMatrixJs}});
}

}  // namespace atomics_lab::report
