#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/report/cells.h"
#include "tools/report/costs.h"
#include "tools/report/explored.h"
#include "tools/report/overview.h"
#include "tools/report/report.h"
#include "tools/report/standing.h"
#include "tools/report/terminal.h"
#include "tools/report/tested.h"
#include "tools/result/result.h"
#include "tools/text/aligned.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using text::DisplayWidth;
using text::Printable;
using text::Shorten;
using text::Wrapped;

using result::Results;

constexpr std::size_t kWidth = kOverviewWidth;
// With more levels than these side by side, words would not fit in a cell: the
// others follow in a table below.
constexpr std::size_t kMostLevels = 4;
constexpr std::size_t kWidestName = 20;
constexpr std::size_t kWidestCell =
    (kWidth - kWidestName) / kMostLevels - text::kColumnGap;
constexpr std::size_t kMostDifferences = 6;
// Of a text below the table: names may be of any length.
constexpr std::size_t kLongest = 600;

std::string_view ColorOf(Standing standing) {
  switch (standing) {
    case Standing::kProved:
    case Standing::kPassed:
      return kGreen;
    case Standing::kBounded:
    case Standing::kNotExplorable:
      return kPlain;
    case Standing::kRacy:
    case Standing::kNotRun:
      return kYellow;
    case Standing::kWrong:
    case Standing::kFailed:
      return kRed;
  }
  return kPlain;
}

// "ldxr loop" of "ldxr…stxr loop"; what is no such pair stays as it is.
std::string BriefForm(std::string_view form) {
  const std::size_t dots = form.find("…");
  const std::size_t loop = form.find(" loop");
  const bool is_pair = dots < loop && form.find(' ', dots) == loop;
  if (!is_pair) return std::string(form);
  return absl::StrCat(form.substr(0, dots), form.substr(loop));
}

// A word, and what stands right behind it, dimmed.
struct Cell {
  std::string word;
  std::string_view color;
  std::string rest;
};

std::size_t WidthOf(const Cell& cell) {
  return DisplayWidth(cell.word) + DisplayWidth(cell.rest);
}

Cell CellOf(const OverviewCell& cell) {
  if (cell.word.empty()) return {std::string(kNothing), kDim, ""};
  const std::string_view mark = cell.words_differ   ? kDifferentWords
                                : cell.forms_differ ? kDifferentForms
                                                    : "";
  Cell shown = {Shorten(cell.word, kWidestCell - 2), ColorOf(cell.standing),
                mark.empty() ? "" : absl::StrCat(" ", mark)};
  if (!mark.empty() || cell.form.empty()) return shown;
  Cell with_form = shown;
  with_form.rest = absl::StrCat(": ", Printable(BriefForm(cell.form)));
  return WidthOf(with_form) <= kWidestCell ? with_form : shown;
}

using Line = std::vector<Cell>;

Line HeadOf(std::span<const std::string> levels) {
  Line line = {{"counter", kDim, ""}};
  for (const std::string& level : levels) {
    line.push_back({Shorten(level, kWidestCell), kDim, ""});
  }
  return line;
}

// The levels from `first` on, `count` of them.
std::vector<Line> LinesOf(const Overview& overview, std::size_t first,
                          std::size_t count) {
  std::vector<Line> lines = {
      HeadOf(std::span(overview.levels).subspan(first, count))};
  for (const OverviewLine& from : overview.lines) {
    Line& line = lines.emplace_back();
    line.push_back({Shorten(from.counter, kWidestName), kBold, ""});
    for (const OverviewCell& cell :
         std::span(from.cells).subspan(first, count)) {
      line.push_back(CellOf(cell));
    }
  }
  return lines;
}

void AppendLines(const std::vector<Line>& lines, TextStyle style,
                 std::string& out) {
  std::vector<std::vector<text::AlignedCell>> table;
  for (const Line& line : lines) {
    auto& cells = table.emplace_back();
    for (const Cell& cell : line) {
      cells.push_back(
          {.text = absl::StrCat(
               Colored(cell.word, cell.color, style),
               cell.rest.empty() ? "" : Colored(cell.rest, kDim, style)),
           .width = WidthOf(cell)});
    }
  }
  out += text::Aligned(table);
}

void AppendTable(const Overview& overview, TextStyle style, std::string& out) {
  std::size_t first = 0;
  do {
    if (first != 0) out += '\n';
    const std::size_t count =
        std::min(kMostLevels, overview.levels.size() - first);
    AppendLines(LinesOf(overview, first, count), style, out);
    first += kMostLevels;
  } while (first < overview.levels.size());
}

void AppendText(std::string_view text, std::string& out) {
  if (text.empty()) return;
  out += Wrapped(Shorten(text, kLongest), kWidth, "  ");
}

void AppendDifferences(const Overview& overview, std::string& out) {
  const std::size_t shown =
      std::min(overview.differences.size(), kMostDifferences);
  for (std::size_t i = 0; i < shown; ++i) {
    AppendText(absl::StrCat(kDifferentWords, " ", overview.differences[i]),
               out);
  }
  if (shown == overview.differences.size()) return;
  absl::StrAppend(&out, kDifferentWords, " … ",
                  overview.differences.size() - shown, " more\n");
}

void AppendLegend(const Results& results, const Overview& overview,
                  std::string& out) {
  std::string explored = ExploredPrograms(results);
  if (!explored.empty()) {
    explored = absl::StrCat("Explored were all interleavings of ", explored,
                            " (threads × increments).");
  }
  AppendText(
      absl::StrCat(absl::StrJoin(OverviewLegend(overview), " "), " ", explored),
      out);
}

void AppendNotes(const Results& results, std::string& out) {
  for (const std::string& gap : ExplorationGapNames(results)) {
    AppendText(gap, out);
  }
  for (const std::string& note : NoteLines(results)) {
    AppendText(absl::StrCat("Note: ", note), out);
  }
}

void AppendCosts(const Results& results, std::string& out) {
  const std::string costs = CostText(results);
  if (!costs.empty()) absl::StrAppend(&out, "\n", costs);
}

}  // namespace

std::string RenderOverview(const Results& results, TextStyle style) {
  const Overview overview = OverviewOf(results);
  std::string out;
  AppendTable(overview, style, out);
  absl::StrAppend(&out, "\n", SummaryText(results), "\n");
  AppendText(ExploredSummary(results), out);
  AppendDifferences(overview, out);
  AppendLegend(results, overview, out);
  AppendNotes(results, out);
  AppendCosts(results, out);
  out += FindingsText(results, style);
  out += "\n";
  AppendText(absl::StrCat("Not proved by this: ", BriefLimits(results), "."),
             out);
  return out;
}

}  // namespace atomics_lab::report
