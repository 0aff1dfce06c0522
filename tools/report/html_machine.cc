#include "tools/report/html_machine.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "tools/report/bench_experiments.h"
#include "tools/report/sheet.h"
#include "tools/result/experiments.h"
#include "tools/text/html_markup.h"

namespace atomics_lab::report {
namespace {

using text::HtmlText;

using Line = std::vector<std::string>;

// The number in a cell; 0 where there is none.
double NumberOf(std::string_view cell) {
  double number = 0;
  return absl::SimpleAtod(cell, &number) && std::isfinite(number) ? number : 0;
}

// The greatest number behind the lines' names, or 0.
double GreatestOf(const std::vector<Line>& cells, std::size_t columns) {
  double greatest = 0;
  for (std::size_t i = 1; i < cells.size(); ++i) {
    for (std::size_t j = 1; j < std::min(columns, cells[i].size()); ++j) {
      greatest = std::max(greatest, NumberOf(cells[i][j]));
    }
  }
  return greatest;
}

// A number as a part of the greatest, for the style sheet.
std::string Part(double number, double greatest) {
  constexpr double kAll = 100;
  return absl::StrCat(
      "--part:", std::lround(greatest > 0 ? number / greatest * kAll : 0), "%");
}

std::string Heads(const Line& cells) {
  std::string html = "<thead><tr>";
  for (const std::string& cell : cells) {
    absl::StrAppend(&html, "<th scope=\"col\">", HtmlText(cell), "</th>");
  }
  return absl::StrCat(html, "</tr></thead>\n");
}

std::string Name(const std::string& name) {
  return absl::StrCat("<tr><th scope=\"row\">", HtmlText(name), "</th>");
}

// All cells of a line but its name, and its end.
std::string Plain(const Line& cells) {
  std::string html;
  for (std::size_t i = 1; i < cells.size(); ++i) {
    absl::StrAppend(&html, "<td>", HtmlText(cells[i]), "</td>");
  }
  return absl::StrCat(html, "</tr>\n");
}

// Each number on a ground as dark as it is great.
std::string HeatRows(const std::vector<Line>& cells) {
  const double greatest = GreatestOf(cells, cells.front().size());
  std::string html;
  for (std::size_t i = 1; i < cells.size(); ++i) {
    html += Name(cells[i].front());
    for (std::size_t j = 1; j < cells[i].size(); ++j) {
      const std::string& cell = cells[i][j];
      absl::StrAppend(&html, "<td style=\"", Part(NumberOf(cell), greatest),
                      "\">", HtmlText(cell), "</td>");
    }
    html += "</tr>\n";
  }
  return html;
}

// A bar, as long as the first number is great, before the numbers.
std::string BarRows(const std::vector<Line>& cells) {
  const double greatest = GreatestOf(cells, 2);
  std::string html;
  for (std::size_t i = 1; i < cells.size(); ++i) {
    absl::StrAppend(&html, Name(cells[i].front()), "<td><i style=\"",
                    Part(NumberOf(cells[i][1]), greatest), "\"></i></td>",
                    Plain(cells[i]));
  }
  return html;
}

std::string PlainRows(const std::vector<Line>& cells) {
  std::string html;
  for (std::size_t i = 1; i < cells.size(); ++i) {
    absl::StrAppend(&html, Name(cells[i].front()), Plain(cells[i]));
  }
  return html;
}

Line WithBarHead(Line heads) {
  heads.insert(heads.begin() + 1, "");
  return heads;
}

std::string Paragraphs(const std::vector<std::string>& lines) {
  std::string html;
  for (const std::string& line : lines) {
    absl::StrAppend(&html, "<p>", HtmlText(line), "</p>\n");
  }
  return html;
}

// `kind`: a class of web/costs.css.
std::string Section(const Sheet& sheet, std::string_view kind,
                    std::string (*rows)(const std::vector<Line>&)) {
  std::string html =
      absl::StrCat("<h3>", HtmlText(sheet.head.front()), "</h3>\n",
                   Paragraphs({sheet.head.begin() + 1, sheet.head.end()}));
  if (!sheet.cells.empty()) {
    const Line heads =
        kind == "bars" ? WithBarHead(sheet.cells.front()) : sheet.cells.front();
    absl::StrAppend(
        &html, "<div class=\"scroll\" role=\"region\" aria-label=\"",
        HtmlText(sheet.head.front()), "\" tabindex=\"0\"><table class=\"costs ",
        kind, "\">", Heads(heads), "<tbody>\n", rows(sheet.cells),
        "</tbody></table></div>\n");
  }
  for (const std::vector<std::string>& paragraph : sheet.notes) {
    html += Paragraphs(paragraph);
  }
  return html;
}

}  // namespace

std::string HtmlMachine(const std::optional<result::Experiments>& experiments) {
  if (!experiments.has_value()) return "";
  std::string html;
  if (experiments->core_to_core.has_value()) {
    html +=
        Section(CoreToCoreSheet(*experiments->core_to_core), "heat", HeatRows);
  }
  if (experiments->false_sharing.has_value()) {
    html += Section(FalseSharingSheet(*experiments->false_sharing), "bars",
                    BarRows);
  }
  if (experiments->instructions.has_value()) {
    html += Section(InstructionsSheet(*experiments->instructions), "counts",
                    PlainRows);
  }
  return html;
}

}  // namespace atomics_lab::report
