#include "tools/report/html_costs.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tools/report/cells.h"
#include "tools/report/cost_curves.h"
#include "tools/report/costs.h"
#include "tools/report/html_machine.h"
#include "tools/report/sheet.h"
#include "tools/report/three_digits.h"
#include "tools/report/web/costs_css.h"
#include "tools/report/web/costs_html.h"
#include "tools/report/web/costs_js.h"
#include "tools/report/web/costs_none_html.h"
#include "tools/report/web/uplot_css.h"
#include "tools/report/web/uplot_js.h"
#include "tools/result/result.h"
#include "tools/text/html_markup.h"

namespace atomics_lab::report {
namespace {

using result::Costs;
using result::CounterCost;
using result::Results;
using result::Spread;
using text::HtmlCode;
using text::HtmlText;

std::string Heads(const CostCurves& curves, const Costs& costs) {
  std::string groups = "<tr><th scope=\"col\" rowspan=\"2\">Counter</th>";
  std::string heads = "<tr>";
  for (const int threads : curves.threads) {
    absl::StrAppend(&groups,
                    "<th scope=\"colgroup\" class=\"group\" colspan=", "\"3\">",
                    threads, threads == 1 ? " thread" : " threads", "</th>");
    absl::StrAppend(&heads,
                    "<th scope=\"col\">ns</th><th scope=\"col\">× floor</th>"
                    "<th scope=\"col\">× ",
                    HtmlText(costs.baseline), "</th>");
  }
  return absl::StrCat("<thead>", groups, "</tr>", heads, "</tr></thead>\n");
}

std::string Cell(const Spread& spread) {
  return absl::StrCat("<td>", ThreeDigits(spread.median), "<small>",
                      ThreeDigits(spread.lower), "–", ThreeDigits(spread.upper),
                      "</small></td>");
}

std::string Cells(const CounterCost* cost) {
  if (cost == nullptr) {
    const std::string nothing = absl::StrCat("<td>", kNothing, "</td>");
    return absl::StrCat(nothing, nothing, nothing);
  }
  return absl::StrCat(Cell(cost->ns), Cell(cost->to_floor),
                      Cell(cost->to_baseline));
}

std::string Table(const CostCurves& curves, const Costs& costs) {
  std::string html = absl::StrCat("<table class=\"costs numbers\">",
                                  Heads(curves, costs), "<tbody>\n");
  for (const CostCurve& curve : curves.counters) {
    absl::StrAppend(&html, "<tr><th scope=\"row\">", HtmlCode(curve.counter),
                    "</th>");
    for (const CounterCost* cost : curve.costs) html += Cells(cost);
    html += "</tr>\n";
  }
  return absl::StrCat(
      "<div class=\"scroll\" role=\"region\" aria-label=\"All costs\" "
      "tabindex=\"0\">",
      html, "</tbody></table></div>\n");
}

std::string Paragraphs(const std::vector<std::string>& lines) {
  std::string html;
  for (const std::string& line : lines) {
    absl::StrAppend(&html, "<p>", HtmlText(line), "</p>\n");
  }
  return html;
}

std::string Notes(const Sheet& sheet) {
  std::string html =
      "<p>Each number is the median of all repetitions; below it, its "
      "quartiles.</p>\n";
  for (const std::vector<std::string>& paragraph : sheet.notes) {
    html += Paragraphs(paragraph);
  }
  return html;
}

// What is below the title.
std::string Where(const Sheet& sheet) {
  return Paragraphs({sheet.head.begin() + 1, sheet.head.end()});
}

}  // namespace

std::string HtmlCosts(const Results& results) {
  if (!results.costs.has_value()) return std::string(kCostsNoneHtml);
  const Costs& costs = *results.costs;
  const CostCurves curves = CurvesOf(costs);
  const Sheet sheet = CostSheet(results);
  return absl::StrReplaceAll(kCostsHtml,
                             {{"{{where}}", Where(sheet)},
                              {"{{baseline}}", HtmlText(costs.baseline)},
                              {"{{table}}", Table(curves, costs)},
                              {"{{notes}}", Notes(sheet)},
                              {"{{machine}}", HtmlMachine(costs.experiments)},
                              {"{{data}}", CurvesJson(curves, costs)},
                              {"{{uplot}}", kUplotJs},
                              {"{{script}}", kCostsJs}});
}

std::string CostsStyle(const Results& results) {
  return results.costs.has_value() ? absl::StrCat(kUplotCss, kCostsCss) : "";
}

}  // namespace atomics_lab::report
