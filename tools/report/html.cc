#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/report/cells.h"
#include "tools/report/explored.h"
#include "tools/report/findings.h"
#include "tools/report/html_exploration.h"
#include "tools/report/html_listing.h"
#include "tools/report/html_markup.h"
#include "tools/report/html_matrix.h"
#include "tools/report/report.h"
#include "tools/report/tested.h"
#include "tools/report/web/page_css.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Counter;
using result::Environment;
using result::Results;
using result::Target;

constexpr std::string_view kTop =
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, "
    "initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n"
    "<title>Atomics Lab: when two threads add to the same number</title>\n"
    "<style>\n";

constexpr std::string_view kHeading =
    "<header><p class=\"eyebrow\">Atomics Lab</p>\n"
    "<h1>What happens when two threads add to the same number?</h1>\n"
    "<p class=\"lead\">Each counter below is written once in C++ and compiled "
    "for every target. A cell shows the instructions that its Add became, "
    "whether its tests passed, and which final values came out. Follow a cell "
    "to the whole listing.</p>\n";

std::string Heading(const Results& results) {
  const std::string explored = ExploredSummary(results);
  return absl::StrCat(
      kHeading, "<p class=\"summary\">", HtmlText(SummaryText(results)), "</p>",
      explored.empty()
          ? ""
          : absl::StrCat("<p class=\"summary\">", HtmlText(explored), "</p>"),
      "</header>\n");
}

std::string LimitList(const Results& results) {
  std::string html = "<ul class=\"limits\">\n";
  for (const std::string& limit : Limits(results)) {
    absl::StrAppend(&html, "<li>", HtmlText(limit), "</li>\n");
  }
  return absl::StrCat(html, "</ul>\n");
}

std::string FindingItem(const Finding& finding) {
  return absl::StrCat("<li><p><b>", HtmlText(finding.where),
                      "</b>: ", HtmlText(finding.what), "</p>",
                      finding.message.empty()
                          ? ""
                          : absl::StrCat("<pre tabindex=\"0\">",
                                         HtmlLines(finding.message), "</pre>"),
                      "</li>\n");
}

std::string FindingSection(const Results& results) {
  const std::vector<Finding> findings = Findings(results);
  if (findings.empty()) return "";
  std::string html =
      "<section id=\"findings\"><h2>What went wrong</h2>\n<ul>\n";
  for (const Finding& finding : findings) html += FindingItem(finding);
  return absl::StrCat(html, "</ul></section>\n");
}

// What the second line of a cell counts.
std::string Program(const Results& results) {
  const std::string program = ProgramText(results);
  if (program.empty()) return "";
  return absl::StrCat("<p>The numbers are the final values of ",
                      HtmlText(program),
                      "; “3 ×2” means that 3 came out twice.</p>\n");
}

std::string Notes(const Results& results) {
  std::string html;
  for (const std::string& note : NoteLines(results)) {
    absl::StrAppend(&html, "<p>Note: ", HtmlText(note), "</p>\n");
  }
  return html;
}

std::string MatrixSection(const Results& results) {
  return absl::StrCat(
      "<section id=\"matrix\"><h2 id=\"matrix-title\">Counters and "
      "targets</h2>\n",
      Program(results), HtmlMatrix(results), Notes(results),
      HtmlExploredNotes(results),
      "<aside><h3>What the verdicts do not prove</h3>\n", LimitList(results),
      "</aside></section>\n");
}

std::string ListingSection(const Results& results) {
  std::string html = absl::StrCat(
      "<section id=\"instructions\"><h2>Instructions</h2>\n"
      "<p>Open a line to see its listing. Marked are the instructions that "
      "other threads can notice.</p>\n",
      HtmlLegend());
  for (const Counter& counter : results.counters) {
    html += HtmlCounter(results, counter);
  }
  return absl::StrCat(html, "</section>\n");
}

// A term and its description, or nothing where that was not measured.
std::string Fact(std::string_view term, std::string_view description) {
  if (description.empty()) return "";
  return absl::StrCat("<dt>", term, "</dt><dd>", HtmlText(description),
                      "</dd>\n");
}

std::string Machine(const Environment& environment) {
  const std::string facts = absl::StrCat(
      Fact("Processor", environment.cpu),
      Fact("Logical CPUs",
           environment.cpus == 0 ? "" : absl::StrCat(environment.cpus)),
      Fact("Kernel", environment.kernel));
  if (facts.empty()) return "<p>The machine is not recorded.</p>\n";
  return absl::StrCat("<dl>", facts, "</dl>\n");
}

std::string TargetRow(const Target& target) {
  return absl::StrCat(
      "<tr><th scope=\"row\">", HtmlCode(target.name), "</th><td>",
      HtmlText(target.level), "</td><td>",
      HtmlText(MachinesText(MachinesOf(target))), "</td><td>",
      absl::StrCat(HtmlCode(absl::StrJoin(target.flags, " ")), "</td><td>",
                   HtmlText(target.producer), "</td></tr>\n"));
}

std::string EnvironmentSection(const Results& results) {
  std::string html = absl::StrCat(
      "<section id=\"environment\"><h2>Environment</h2>\n",
      Machine(results.environment),
      "<div class=\"scroll\" tabindex=\"0\"><table class=\"targets\">"
      "<thead><tr><th scope=\"col\">Target</th><th scope=\"col\">Level</th>"
      "<th scope=\"col\">Ran</th><th scope=\"col\">Flags</th>"
      "<th scope=\"col\">Compiled by</th></tr></thead><tbody>\n");
  for (const Target& target : results.targets) html += TargetRow(target);
  return absl::StrCat(html, "</tbody></table></div></section>\n");
}

std::string LimitSection(const Results& results) {
  return absl::StrCat(
      "<section id=\"limits\"><h2>What the verdicts do not prove</h2>\n",
      LimitList(results), "</section>\n");
}

}  // namespace

std::string RenderHtml(const Results& results) {
  return absl::StrCat(
      kTop, kPageCss, "</style></head>\n<body><main>\n", Heading(results),
      FindingSection(results), MatrixSection(results), ListingSection(results),
      absl::StrCat(EnvironmentSection(results), LimitSection(results),
                   "</main></body></html>\n"));
}

}  // namespace atomics_lab::report
