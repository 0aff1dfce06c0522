#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/report/costs.h"
#include "tools/report/sheet.h"
#include "tools/result/result.h"
#include "tools/text/html_markup.h"

namespace atomics_lab::report {
namespace {

using text::HtmlCode;
using text::HtmlText;

std::string Head(const std::vector<std::string>& cells) {
  std::string html = "<thead><tr>";
  for (const std::string& cell : cells) {
    absl::StrAppend(&html, "<th scope=\"col\">", HtmlText(cell), "</th>");
  }
  return absl::StrCat(html, "</tr></thead>\n");
}

std::string Line(const std::vector<std::string>& cells) {
  std::string html =
      absl::StrCat("<tr><th scope=\"row\">", HtmlCode(cells.front()), "</th>");
  for (std::size_t i = 1; i < cells.size(); ++i) {
    absl::StrAppend(&html, "<td>", HtmlText(cells[i]), "</td>");
  }
  return absl::StrCat(html, "</tr>\n");
}

std::string Table(const std::vector<std::vector<std::string>>& cells) {
  std::string html =
      absl::StrCat("<table class=\"costs\">", Head(cells.front()), "<tbody>\n");
  for (std::size_t i = 1; i < cells.size(); ++i) html += Line(cells[i]);
  return absl::StrCat(html, "</tbody></table>");
}

std::string Paragraph(std::string_view line) {
  return absl::StrCat("<p>", HtmlText(line), "</p>\n");
}

}  // namespace

std::string CostHtml(const result::Results& results) {
  if (!results.costs.has_value()) return "";
  const Sheet sheet = CostSheet(results);
  std::string html = absl::StrCat("<section id=\"costs\"><h2>",
                                  HtmlText(sheet.head.front()), "</h2>\n");
  for (std::size_t i = 1; i < sheet.head.size(); ++i) {
    html += Paragraph(sheet.head[i]);
  }
  absl::StrAppend(&html,
                  "<div class=\"scroll\" role=\"region\" aria-label=\"Costs\" "
                  "tabindex=\"0\">",
                  Table(sheet.cells), "</div>\n");
  for (const std::vector<std::string>& paragraph : sheet.notes) {
    for (const std::string& line : paragraph) html += Paragraph(line);
  }
  return absl::StrCat(html, "</section>\n");
}

}  // namespace atomics_lab::report
