#include "tools/report/markdown_overview.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "tools/report/cells.h"
#include "tools/report/overview.h"
#include "tools/report/standing.h"
#include "tools/result/result.h"
#include "tools/text/markdown_markup.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using text::DisplayWidth;
using text::MarkdownCellCode;
using text::MarkdownText;
using text::Printable;

// Longer instructions stand in the table below.
constexpr std::size_t kWidestForm = 20;

std::string Word(const OverviewCell& cell) {
  const std::string word = MarkdownText(cell.word);
  return cell.standing >= Standing::kWrong ? absl::StrCat("**", word, "**")
                                           : word;
}

std::string CellText(const OverviewCell& cell) {
  if (cell.word.empty()) return std::string(kNothing);
  if (cell.words_differ) return absl::StrCat(Word(cell), " ", kDifferentWords);
  if (cell.forms_differ) return absl::StrCat(Word(cell), " ", kDifferentForms);
  const bool fits =
      !cell.form.empty() && DisplayWidth(Printable(cell.form)) <= kWidestForm;
  return fits ? absl::StrCat(Word(cell), ": ", MarkdownCellCode(cell.form))
              : Word(cell);
}

std::string Line(const OverviewLine& line) {
  std::string text = absl::StrCat("| ", MarkdownCellCode(line.counter), " |");
  for (const OverviewCell& cell : line.cells) {
    absl::StrAppend(&text, " ", CellText(cell), " |");
  }
  return absl::StrCat(text, "\n");
}

std::string Head(const Overview& overview) {
  std::string names = "| Counter |";
  std::string rule = "| --- |";
  for (const std::string& level : overview.levels) {
    absl::StrAppend(&names, " ", MarkdownCellCode(level), " |");
    rule += " --- |";
  }
  return absl::StrCat(names, "\n", rule, "\n");
}

}  // namespace

std::string MarkdownOverview(const result::Results& results) {
  const Overview overview = OverviewOf(results);
  if (overview.lines.empty()) return "";
  std::string text = Head(overview);
  for (const OverviewLine& line : overview.lines) text += Line(line);
  text += "\n";
  for (const std::string& sentence : OverviewLegend(overview)) {
    absl::StrAppend(&text, "- ", MarkdownText(sentence), "\n");
  }
  for (const std::string& difference : overview.differences) {
    absl::StrAppend(&text, "- ", kDifferentWords, " ", MarkdownText(difference),
                    "\n");
  }
  return absl::StrCat(text, "\n");
}

}  // namespace atomics_lab::report
