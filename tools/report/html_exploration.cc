#include "tools/report/html_exploration.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/report/explored.h"
#include "tools/result/exploration.h"
#include "tools/result/result.h"
#include "tools/text/html_markup.h"

namespace atomics_lab::report {
namespace {

using text::HtmlText;

using result::Exploration;
using result::Results;
using result::Row;
using result::WitnessStep;

std::string Line(const Exploration& exploration) {
  const bool explorable =
      exploration.verdict != result::ExplorationVerdict::kNotExplorable;
  return absl::StrCat(
      "<tr><th scope=\"row\">", ProgramName(exploration), "</th><td>",
      HtmlText(ModelText(exploration)), "</td><td>",
      HtmlText(exploration.claim), "</td><td>",
      HtmlText(LosslessText(exploration)), "</td><td>",
      HtmlText(FinalValuesText(exploration)), "</td><td>",
      absl::StrCat(
          explorable ? absl::StrCat(exploration.states) : "", "</td><td>",
          HtmlText(explorable ? exploration.bound : exploration.reason),
          "</td></tr>\n"));
}

std::string Step(const WitnessStep& step, int number, int threads) {
  std::string html = absl::StrCat("<tr><td>", number, "</td>");
  for (int thread = 1; thread <= threads; ++thread) {
    absl::StrAppend(
        &html, "<td>",
        thread != step.thread
            ? ""
            : absl::StrCat("<b>", HtmlText(step.instruction), "</b><small>",
                           HtmlText(EffectText(step)), "</small>"),
        "</td>");
  }
  return absl::StrCat(html, "</tr>\n");
}

std::string StoryTable(const Story& story) {
  if (story.steps.empty()) return "";
  std::string html =
      absl::StrCat("<details class=\"story\"><summary>", HtmlText(story.title),
                   "</summary>\n<div class=\"scroll\" role=\"group\" "
                   "aria-label=\"Steps\" tabindex=\"0\">"
                   "<table><thead><tr><th scope=\"col\">Step</th>");
  for (int thread = 1; thread <= story.threads; ++thread) {
    absl::StrAppend(&html, "<th scope=\"col\">Thread ", thread, "</th>");
  }
  html += "</tr></thead><tbody>\n";
  int number = 0;
  for (const WitnessStep& step : story.steps) {
    html += Step(step, ++number, story.threads);
  }
  return absl::StrCat(html, "</tbody></table></div></details>\n");
}

std::string_view AnswerClass(const Results& results, const Row& row) {
  if (IsContradicted(results, row)) return " wrong";
  if (LosesUpdates(results, row)) return " lost";
  return ExploredText(results, row) == "proved" ? " proved" : "";
}

}  // namespace

std::string HtmlExplored(const Results& results, const Row& row) {
  if (ExplorationsOf(results, row).empty()) return "";
  return absl::StrCat("<span class=\"explored", AnswerClass(results, row),
                      "\">", HtmlText(ExploredText(results, row)), "</span>");
}

std::string HtmlExplorations(const Results& results, const Row& row) {
  const std::vector<const Exploration*> explorations =
      ExplorationsOf(results, row);
  if (explorations.empty()) return "";
  std::string html =
      "<figure class=\"explorations\"><figcaption><b>Explored</b></figcaption>"
      "<div class=\"scroll\" role=\"group\" aria-label=\"Explored\" "
      "tabindex=\"0\"><table><thead><tr>"
      "<th scope=\"col\">Threads × increments</th><th scope=\"col\">Model</th>"
      "<th scope=\"col\">Claims</th><th scope=\"col\">Lossless?</th><th "
      "scope=\"col\">Final values</th>"
      "<th scope=\"col\">States</th><th scope=\"col\">Left out</th>"
      "</tr></thead><tbody>\n";
  for (const Exploration* exploration : explorations) {
    html += Line(*exploration);
  }
  return absl::StrCat(html, "</tbody></table></div>\n",
                      StoryTable(LeastStory(results, row)), "</figure>\n");
}

std::string HtmlExploredNotes(const Results& results) {
  const std::vector<std::string> legend = ExploredLegend(results);
  if (legend.empty()) return "";
  std::string html;
  for (const std::string& sentence : legend) {
    absl::StrAppend(&html, "<p>", HtmlText(sentence), "</p>\n");
  }
  const std::vector<std::string> gaps = ExplorationGaps(results);
  if (gaps.empty()) return html;
  html +=
      "<details class=\"gaps\"><summary>Explored in part, or not at all"
      "</summary><ul>\n";
  for (const std::string& gap : gaps) {
    absl::StrAppend(&html, "<li>", HtmlText(gap), "</li>\n");
  }
  return absl::StrCat(html, "</ul></details>\n");
}

}  // namespace atomics_lab::report
