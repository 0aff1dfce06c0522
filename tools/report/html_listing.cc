#include "tools/report/html_listing.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/report/cells.h"
#include "tools/report/html_exploration.h"
#include "tools/report/html_matrix.h"
#include "tools/report/instruction_text.h"
#include "tools/result/result.h"
#include "tools/text/html_markup.h"

namespace atomics_lab::report {
namespace {

using text::HtmlCode;
using text::HtmlId;
using text::HtmlText;

using result::Counter;
using result::Function;
using result::Instruction;
using result::Results;
using result::Row;

// A role that the page marks by colour. Single letters, since a class name is
// in every line of every listing.
struct MarkedRole {
  std::string_view role;
  std::string_view css_class;
  bool even_if_private;  // marked on the function's own stack, too
};

constexpr std::array<MarkedRole, 8> kMarkedRoles = {{
    {"atomic read-modify-write", "a", false},
    {"load-linked", "x", false},
    {"store-conditional", "x", false},
    {"read-modify-write", "m", false},
    {"load", "m", false},
    {"store", "m", false},
    {"fence", "f", true},
    {"call", "c", true},
}};

struct LegendEntry {
  std::string_view css_class;
  std::string_view meaning;
};

constexpr std::array<LegendEntry, 5> kLegend = {{
    {"a", "atomic read-modify-write"},
    {"x", "load-linked, store-conditional"},
    {"m", "load, store, read-modify-write (not atomic)"},
    {"f", "fence"},
    {"c", "call"},
}};

std::string ClassAttribute(const Instruction& instruction) {
  const auto* const marked =
      std::ranges::find(kMarkedRoles, instruction.role, &MarkedRole::role);
  if (marked == kMarkedRoles.end() ||
      !(instruction.shared || marked->even_if_private)) {
    return "";
  }
  return absl::StrCat(" class=\"", marked->css_class, "\"");
}

// Instructions of no interest say nothing in the column of roles.
std::string RoleCell(const Instruction& instruction) {
  return instruction.role == "other" ? "" : HtmlText(RoleText(instruction));
}

// Cells, without the empty ones at the end and without the end tags that HTML
// can do without: there are tens of thousands.
std::string Line(const Instruction& instruction) {
  const std::string role = RoleCell(instruction);
  const std::string source = HtmlText(SourceText(instruction));
  const std::string operands = HtmlText(OperandText(instruction));
  std::string html = absl::StrCat(
      "<tr", ClassAttribute(instruction), "><td>", AddressText(instruction),
      "<td><b>", HtmlText(instruction.mnemonic), "</b>",
      absl::StrCat(operands.empty() ? "" : " ", operands));
  if (!role.empty() || !source.empty()) {
    absl::StrAppend(&html, "<td>", role);
  }
  if (!source.empty()) absl::StrAppend(&html, "<td>", source);
  return absl::StrCat(html, "\n");
}

std::string Listing(const Function& function) {
  std::string html = absl::StrCat(
      "<figure><figcaption><b>", HtmlText(function.operation), "</b> ",
      HtmlCode(function.form), "<small>", HtmlText(function.symbol),
      "</small></figcaption>\n<div class=\"scroll\" role=\"group\" "
      "aria-label=\"Instructions of ",
      absl::StrCat(HtmlText(function.operation), "\" tabindex=\"0\">"),
      "<table class=\"listing\"><thead class=\"unseen\"><tr>"
      "<th scope=\"col\">Address</th><th scope=\"col\">Instruction</th>"
      "<th scope=\"col\">Role</th><th scope=\"col\">Source</th>"
      "</tr></thead>\n");
  for (const Instruction& instruction : function.instructions) {
    html += Line(instruction);
  }
  return absl::StrCat(html, "</table></div></figure>\n");
}

// What is seen of a row while it is folded.
std::string Summary(const Results& results, const Row& row) {
  std::vector<std::string> parts = {
      HtmlTested(results, row), HtmlText(MachinesText(MachinesOf(row))),
      HtmlOutcome(results, row), HtmlExplored(results, row)};
  std::erase(parts, "");
  return absl::StrCat("<summary id=\"", HtmlRowId(row.counter, row.target),
                      "\"><h4>", HtmlCode(row.counter), " on ",
                      HtmlCode(row.target), "</h4> ",
                      absl::StrJoin(parts, " · "), "</summary>\n");
}

// Folded, since all listings together are hundreds of screens. A cell links to
// the summary, which is always visible.
std::string Fold(const Results& results, const Row& row) {
  std::string html =
      absl::StrCat("<details class=\"row\">", Summary(results, row),
                   HtmlExplorations(results, row));
  if (row.functions.empty()) html += "<p>There is no listing.</p>\n";
  for (const Function& function : row.functions) html += Listing(function);
  return absl::StrCat(html,
                      "<p><a class=\"back\" href=\"#matrix\">Back to the "
                      "table</a></p></details>\n");
}

}  // namespace

std::string HtmlLegend() {
  std::string html = "<ul class=\"legend\">";
  for (const LegendEntry& entry : kLegend) {
    absl::StrAppend(&html, "<li class=\"", entry.css_class, "\">",
                    entry.meaning, "</li>");
  }
  return absl::StrCat(html, "</ul>\n");
}

std::string HtmlCounter(const Results& results, const Counter& counter) {
  std::string html = absl::StrCat(
      "<section class=\"counter\" id=\"", HtmlId(counter.name), "\"><h3>",
      HtmlCode(counter.name), "</h3>\n<p>", HtmlText(counter.summary),
      "</p>\n<p class=\"claims\">Claims: ", HtmlText(ClaimsText(counter)),
      absl::StrCat(". Declared in ", HtmlCode(counter.header), ".</p>\n"));
  for (const Row& row : results.rows) {
    if (row.counter == counter.name) html += Fold(results, row);
  }
  return absl::StrCat(html, "</section>\n");
}

}  // namespace atomics_lab::report
