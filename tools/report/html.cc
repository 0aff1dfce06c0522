#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "tools/report/cells.h"
#include "tools/report/explored.h"
#include "tools/report/findings.h"
#include "tools/report/html_atlas.h"
#include "tools/report/html_costs.h"
#include "tools/report/html_exploration.h"
#include "tools/report/html_glossary.h"
#include "tools/report/html_listing.h"
#include "tools/report/html_matrix.h"
#include "tools/report/html_pair.h"
#include "tools/report/html_stepper.h"
#include "tools/report/report.h"
#include "tools/report/tested.h"
#include "tools/report/web/commands_html.h"
#include "tools/report/web/page_css.h"
#include "tools/report/web/page_html.h"
#include "tools/report/web/pair_css.h"
#include "tools/report/web/views_css.h"
#include "tools/result/result.h"
#include "tools/text/html_markup.h"

namespace atomics_lab::report {
namespace {

using text::HtmlCode;
using text::HtmlLines;
using text::HtmlText;

using result::Counter;
using result::Environment;
using result::Results;
using result::Target;

std::string ExploredParagraph(const Results& results) {
  const std::string explored = ExploredSummary(results);
  if (explored.empty()) return "";
  return absl::StrCat("<p class=\"summary\">", HtmlText(explored), "</p>");
}

std::string LimitList(const Results& results) {
  std::string html = "<ul class=\"limits\">\n";
  for (const std::string& limit : Limits(results)) {
    absl::StrAppend(&html, "<li>", HtmlText(limit), "</li>\n");
  }
  return absl::StrCat(html, "</ul>\n");
}

std::string FindingItem(const Finding& finding) {
  return absl::StrCat(
      "<li><p><b>", HtmlText(finding.where), "</b>: ", HtmlText(finding.what),
      "</p>",
      finding.message.empty()
          ? ""
          : absl::StrCat("<pre role=\"group\" aria-label=\"Message\" "
                         "tabindex=\"0\">",
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

// Links to the sections: between them lie many screens.
std::string Ways(const Results& results) {
  std::string html = "<nav aria-label=\"On this page\"><ul>\n";
  const auto add = [&html](bool is_there, std::string_view id,
                           std::string_view name) {
    if (!is_there) return;
    absl::StrAppend(&html, "<li><a href=\"#", id, "\">", name, "</a></li>\n");
  };
  add(!Findings(results).empty(), "findings", "What went wrong");
  add(true, "matrix", "Counters and targets");
  add(!results.steppers.empty(), "stepper", "Drive it yourself");
  add(HasListing(results), "bench", "The bench of two");
  add(true, "costs", "What an increment costs");
  add(results.atlas.has_value(), "atlas", "What std::atomic compiles to");
  add(true, "instructions", "Instructions");
  add(HasListing(results), "glossary", "Glossary");
  add(true, "environment", "Environment");
  add(true, "limits", "What the verdicts do not prove");
  return absl::StrCat(html, "</ul></nav>");
}

std::string Counters(const Results& results) {
  std::string html;
  for (const Counter& counter : results.counters) {
    html += HtmlCounter(results, counter);
  }
  return html;
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

std::string FlagsOf(const Target& target) {
  return absl::StrJoin(target.flags, " ",
                       [](std::string* html, const std::string& flag) {
                         absl::StrAppend(html, HtmlCode(flag));
                       });
}

std::string TargetRow(const Target& target) {
  return absl::StrCat("<tr><th scope=\"row\">", HtmlCode(target.name),
                      "</th><td>", HtmlText(target.isa), "</td><td>",
                      HtmlText(MachinesText(MachinesOf(target))), "</td><td>",
                      absl::StrCat(FlagsOf(target), "</td><td>",
                                   HtmlText(target.producer), "</td></tr>\n"));
}

std::string TargetRows(const Results& results) {
  std::string html;
  for (const Target& target : results.targets) html += TargetRow(target);
  return html;
}

}  // namespace

// Fills the places that page.html leaves open, all at once, so that no name in
// the results is taken for such a place.
std::string RenderHtml(const Results& results) {
  return absl::StrReplaceAll(
      kPageHtml, {{"{{style}}", absl::StrCat(kPageCss, kPairCss, kViewsCss,
                                             CostsStyle(results))},
                  {"{{summary}}", HtmlText(SummaryText(results))},
                  {"{{explored}}", ExploredParagraph(results)},
                  {"{{ways}}", Ways(results)},
                  {"{{findings}}", FindingSection(results)},
                  {"{{program}}", Program(results)},
                  {"{{matrix}}", HtmlMatrix(results)},
                  {"{{notes}}", Notes(results) + HtmlExploredNotes(results)},
                  {"{{stepper}}", HtmlStepper(results)},
                  {"{{pair}}", HtmlPair(results)},
                  {"{{costs}}", HtmlCosts(results)},
                  {"{{atlas}}", HtmlAtlas(results)},
                  {"{{glossary}}", HtmlGlossary(results)},
                  {"{{commands}}", kCommandsHtml},
                  {"{{limits}}", LimitList(results)},
                  {"{{legend}}", HtmlLegend()},
                  {"{{counters}}", Counters(results)},
                  {"{{machine}}", Machine(results.environment)},
                  {"{{targets}}", TargetRows(results)}});
}

}  // namespace atomics_lab::report
