#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/report/cells.h"
#include "tools/report/costs.h"
#include "tools/report/explored.h"
#include "tools/report/report.h"
#include "tools/report/terminal.h"
#include "tools/report/tested.h"
#include "tools/result/result.h"
#include "tools/text/aligned.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using text::DisplayWidth;
using text::Shorten;

using result::Results;
using result::Row;

struct Cell {
  std::string text;
  std::string_view color;
};

constexpr std::size_t kColumns = 6;
using Line = std::array<Cell, kColumns>;

// Far beyond our own names, and short enough that a hostile one does not fill
// the screen.
constexpr std::array<std::size_t, kColumns> kWidest = {40, 40, 60, 40, 40, 160};

constexpr std::size_t kNoteWidth = 200;
constexpr std::size_t kRunsWidth = 400;

std::string_view TestedColor(Tested tested) {
  switch (tested) {
    case Tested::kPassed:
      return kGreen;
    case Tested::kFailed:
      return kRed;
    case Tested::kRacy:
    case Tested::kNotRun:
      return kYellow;
  }
  return kPlain;
}

Cell TestCell(const Results& results, const Row& row) {
  const Tested tested = TestedOf(results, row);
  const std::string machines = HowText(MachinesOf(row));
  const bool tells_where = tested != Tested::kNotRun && !machines.empty();
  return {absl::StrCat(TestedText(tested), tells_where ? " " : "",
                       tells_where ? machines : ""),
          TestedColor(tested)};
}

std::string_view OutcomeColor(const Results& results, const Row& row) {
  if (ContradictsClaim(results, row)) return kRed;
  return LostUpdates(results, row) ? kYellow : kPlain;
}

std::string_view ExploredColor(const Results& results, const Row& row) {
  if (IsContradicted(results, row)) return kRed;
  return LosesUpdates(results, row) ? kYellow : kPlain;
}

// Empty if nothing was explored: the column is then left out.
Cell ExploredCell(const Results& results, const Row& row) {
  if (results.explorations.empty()) return {};
  return {ExploredText(results, row), ExploredColor(results, row)};
}

Line LineOf(const Results& results, const Row& row, bool starts_group) {
  Line line = {{{starts_group ? row.counter : "", kBold},
                {row.target, kPlain},
                TestCell(results, row),
                {OutcomeText(results, row), OutcomeColor(results, row)},
                ExploredCell(results, row),
                {std::string(FormText(row)), kPlain}}};
  for (std::size_t i = 0; i < kColumns; ++i) {
    line[i].text = Shorten(line[i].text, kWidest[i]);
  }
  return line;
}

std::vector<Line> LinesOf(const Results& results) {
  const std::string_view explored =
      results.explorations.empty() ? "" : "explored";
  std::vector<Line> lines = {{{{"counter", kDim},
                               {"target", kDim},
                               {"test", kDim},
                               {"outcome", kDim},
                               {std::string(explored), kDim},
                               {"instructions of Add", kDim}}}};
  std::string_view group;
  for (const Row& row : results.rows) {
    lines.push_back(
        LineOf(results, row, lines.size() == 1 || row.counter != group));
    group = row.counter;
  }
  return lines;
}

void AppendTable(const std::vector<Line>& lines, TextStyle style,
                 std::string& out) {
  std::vector<std::vector<text::AlignedCell>> table;
  for (const Line& line : lines) {
    auto& cells = table.emplace_back();
    for (const auto& [text, color] : line) {
      cells.push_back(
          {.text = Colored(text, color, style), .width = DisplayWidth(text)});
    }
  }
  out += text::Aligned(table);
}

// What the column "outcome" counts.
void AppendProgram(const Results& results, std::string& out) {
  const std::string program = ProgramText(results);
  if (program.empty()) return;
  absl::StrAppend(&out, "\nOutcome: the final values of ", program,
                  "; \"3 ×2\" means that 3 came out twice.\n");
}

void AppendRuns(const Results& results, std::string& out) {
  const std::string runs = RunsText(results);
  if (runs.empty()) return;
  absl::StrAppend(&out, "Ran: ", Shorten(runs, kRunsWidth), ".\n");
}

void AppendExplored(const Results& results, std::string& out) {
  for (const std::string& sentence : ExploredLegend(results)) {
    absl::StrAppend(&out, Shorten(sentence, kNoteWidth), "\n");
  }
  for (const std::string& gap : ExplorationGaps(results)) {
    absl::StrAppend(&out, "  ", Shorten(gap, kNoteWidth), "\n");
  }
}

void AppendSummary(const Results& results, std::string& out) {
  absl::StrAppend(&out, "\n", SummaryText(results), "\n");
  const std::string explored = ExploredSummary(results);
  if (!explored.empty()) absl::StrAppend(&out, explored, "\n");
}

void AppendNotes(const Results& results, std::string& out) {
  for (const std::string& note : NoteLines(results)) {
    absl::StrAppend(&out, "Note: ", Shorten(note, kNoteWidth), "\n");
  }
}

void AppendCosts(const Results& results, std::string& out) {
  const std::string costs = CostText(results);
  if (!costs.empty()) absl::StrAppend(&out, "\n", costs);
}

void AppendLimits(const Results& results, TextStyle style, std::string& out) {
  absl::StrAppend(&out, "\n",
                  Colored("What the verdicts do not prove", kBold, style),
                  "\n");
  for (const std::string& limit : Limits(results)) {
    absl::StrAppend(&out, "  - ", limit, "\n");
  }
}

}  // namespace

std::string RenderText(const Results& results, TextStyle style) {
  std::string out;
  AppendTable(LinesOf(results), style, out);
  AppendSummary(results, out);
  AppendProgram(results, out);
  AppendRuns(results, out);
  AppendExplored(results, out);
  AppendNotes(results, out);
  AppendCosts(results, out);
  out += FindingsText(results, style);
  AppendLimits(results, style, out);
  return out;
}

}  // namespace atomics_lab::report
