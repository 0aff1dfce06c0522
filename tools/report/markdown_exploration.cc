#include "tools/report/markdown_exploration.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/report/explored.h"
#include "tools/result/exploration.h"
#include "tools/result/result.h"
#include "tools/text/markdown_markup.h"

namespace atomics_lab::report {
namespace {

using text::MarkdownCellCode;
using text::MarkdownCode;
using text::MarkdownText;

using result::Exploration;
using result::Results;
using result::Row;
using result::WitnessStep;

std::string Line(const Exploration& exploration) {
  const bool explorable =
      exploration.verdict != result::ExplorationVerdict::kNotExplorable;
  return absl::StrCat(
      "| ", ProgramName(exploration), " | ",
      MarkdownText(ModelText(exploration)), " | ",
      MarkdownText(exploration.claim), " | ",
      MarkdownText(LosslessText(exploration)), " | ",
      absl::StrCat(
          MarkdownText(FinalValuesText(exploration)), " | ",
          explorable ? absl::StrCat(exploration.states) : "", " | ",
          MarkdownText(explorable ? exploration.bound : exploration.reason),
          " |\n"));
}

std::string Step(const WitnessStep& step, int number, int threads) {
  std::string line = absl::StrCat("| ", number, " |");
  for (int thread = 1; thread <= threads; ++thread) {
    const bool its = thread == step.thread;
    absl::StrAppend(&line, " ",
                    its ? absl::StrCat(MarkdownCellCode(step.instruction), " ",
                                       MarkdownText(EffectText(step)), " ")
                        : "",
                    "|");
  }
  return absl::StrCat(line, "\n");
}

std::string StoryTable(const Story& story) {
  if (story.steps.empty()) return "";
  std::string head = "| Step |";
  std::string rule = "| --- |";
  for (int thread = 1; thread <= story.threads; ++thread) {
    absl::StrAppend(&head, " Thread ", thread, " |");
    rule += " --- |";
  }
  std::string text = absl::StrCat("\n", MarkdownText(story.title), ":\n\n",
                                  head, "\n", rule, "\n");
  int number = 0;
  for (const WitnessStep& step : story.steps) {
    text += Step(step, ++number, story.threads);
  }
  return text;
}

}  // namespace

std::string MarkdownExplorations(const Results& results, const Row& row) {
  const std::vector<const Exploration*> explorations =
      ExplorationsOf(results, row);
  if (explorations.empty()) return "";
  std::string text =
      absl::StrCat("\nExplored on ", MarkdownCode(row.target),
                   ":\n\n| Threads × increments | Model | Claims | Lossless? | "
                   "Final values | States | "
                   "Left out |\n| --- | --- | --- | --- | --- | --- | --- |\n");
  for (const Exploration* exploration : explorations) {
    text += Line(*exploration);
  }
  return absl::StrCat(text, StoryTable(LeastStory(results, row)));
}

std::string MarkdownExploredNotes(const Results& results) {
  std::string text;
  for (const std::string& sentence : ExploredLegend(results)) {
    absl::StrAppend(&text, "\n", MarkdownText(sentence), "\n");
  }
  const std::vector<std::string> gaps = ExplorationGaps(results);
  if (!gaps.empty()) text += "\n";
  for (const std::string& gap : gaps) {
    absl::StrAppend(&text, "- ", MarkdownText(gap), "\n");
  }
  return text;
}

}  // namespace atomics_lab::report
