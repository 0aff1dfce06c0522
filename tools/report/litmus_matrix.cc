#include "tools/report/litmus_matrix.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/report/sheet.h"
#include "tools/result/litmus_matrix.h"

namespace atomics_lab::report {
namespace {

using result::LitmusCell;
using result::LitmusMatrix;
using result::LitmusMix;
using result::LitmusMixCase;
using result::LitmusOutcome;
using result::LitmusRow;
using result::LitmusTest;
using result::LitmusVerdict;

constexpr std::string_view kNever = "–";
constexpr std::string_view kNotExplored = "?";

// "aarch64_lse-gcc": what stands before and behind the last dash.
std::string LevelOf(const std::string& target) {
  return target.substr(0, target.rfind('-'));
}
std::string CompilerOf(const std::string& target) {
  return target.substr(target.rfind('-') + 1);
}

std::vector<std::string> LevelsOf(const std::vector<std::string>& targets) {
  std::vector<std::string> levels;
  for (const std::string& target : targets) {
    std::string level = LevelOf(target);
    if (std::ranges::find(levels, level) == levels.end()) {
      levels.push_back(std::move(level));
    }
  }
  return levels;
}

std::string_view Word(const LitmusCell& cell) {
  if (!cell.not_explored.empty()) return kNotExplored;
  return cell.reached ? kReached : kNever;
}

// One word where all agree, else "gcc seen, clang –".
std::string CellOf(const LitmusRow& row, const std::string& level) {
  std::vector<std::string> words;
  std::vector<std::string> named;
  for (const LitmusCell& cell : row.cells) {
    if (LevelOf(cell.target) != level) continue;
    words.emplace_back(Word(cell));
    named.push_back(absl::StrCat(CompilerOf(cell.target), " ", words.back()));
  }
  const bool agree =
      std::ranges::adjacent_find(words, std::not_equal_to{}) == words.end();
  return agree && !words.empty() ? words.front() : absl::StrJoin(named, ", ");
}

std::string EndText(const LitmusTest& test, const LitmusOutcome& outcome) {
  std::vector<std::string> parts;
  parts.reserve(outcome.size());
  for (std::size_t i = 0; i < outcome.size(); ++i) {
    parts.push_back(absl::StrCat(
        i < test.observed.size() ? test.observed[i] : "?", "=", outcome[i]));
  }
  return absl::StrJoin(parts, " ");
}

std::vector<std::vector<std::string>> Cells(
    const std::vector<const LitmusRow*>& rows,
    const std::vector<std::string>& levels) {
  std::vector<std::vector<std::string>> cells = {{"order", "C++"}};
  cells.front().insert(cells.front().end(), levels.begin(), levels.end());
  for (const LitmusRow* row : rows) {
    cells.push_back({row->order, result::LitmusVerdictName(row->cpp)});
    for (const std::string& level : levels) {
      cells.back().push_back(CellOf(*row, level));
    }
  }
  return cells;
}

std::vector<std::string> Broken(const std::vector<const LitmusRow*>& rows) {
  std::vector<std::string> lines;
  for (const LitmusRow* row : rows) {
    if (row->cpp != LitmusVerdict::kForbids) continue;
    for (const LitmusCell& cell : row->cells) {
      if (!cell.reached) continue;
      lines.push_back(absl::StrCat("BROKEN: ", row->order, " on ", cell.target,
                                   " does what C++ forbids."));
    }
  }
  return lines;
}

std::vector<std::string> NotExplored(
    const std::vector<const LitmusRow*>& rows) {
  std::vector<std::string> lines;
  for (const LitmusRow* row : rows) {
    for (const LitmusCell& cell : row->cells) {
      if (cell.not_explored.empty()) continue;
      lines.push_back(absl::StrCat("Not explored: ", row->order, " on ",
                                   cell.target, ": ", cell.not_explored));
    }
  }
  return lines;
}

// Targets with the same outcomes on one line.
std::vector<std::string> Outcomes(const LitmusTest& test,
                                  const LitmusRow& row) {
  std::map<std::vector<LitmusOutcome>, std::vector<std::string>> targets;
  for (const LitmusCell& cell : row.cells) {
    if (cell.not_explored.empty()) {
      targets[cell.outcomes].push_back(cell.target);
    }
  }
  std::vector<std::string> lines;
  for (const auto& [outcomes, names] : targets) {
    const std::string ends = absl::StrJoin(
        outcomes, "; ", [&](std::string* out, const LitmusOutcome& outcome) {
          absl::StrAppend(out, EndText(test, outcome),
                          outcome == test.asked ? " (!)" : "");
        });
    lines.push_back(absl::StrCat(absl::StrJoin(names, ", "), ": ", ends));
  }
  lines.emplace_back("(!): the outcome in question");
  return lines;
}

Sheet SheetOf(const LitmusTest& test, const LitmusMatrix& matrix) {
  std::vector<const LitmusRow*> rows;
  for (const LitmusRow& row : matrix.rows) {
    if (row.test == test.name) rows.push_back(&row);
  }
  Sheet sheet = {.head = {absl::StrCat(test.name, ": ", test.question),
                          absl::StrCat(kReached, ": it can end at ",
                                       EndText(test, test.asked))},
                 .cells = Cells(rows, LevelsOf(matrix.targets)),
                 .notes = {Broken(rows), NotExplored(rows)}};
  if (matrix.rows.size() == 1) {
    sheet.notes.push_back(Outcomes(test, matrix.rows.front()));
  }
  std::erase_if(sheet.notes, [](const auto& lines) { return lines.empty(); });
  return sheet;
}

bool WasExplored(const LitmusMixCase& one) { return one.not_explored.empty(); }

std::vector<std::string> MixCells(const LitmusMix& mix) {
  const auto explored = std::ranges::count_if(mix.cases, WasExplored);
  const auto reached =
      std::ranges::count(mix.cases, true, &LitmusMixCase::reached);
  std::string verdict = "safe";
  if (explored == 0) verdict = "not explored";
  if (reached > 0) verdict = "UNSAFE";
  return {absl::StrCat(mix.a, " + ", mix.b), absl::StrCat(explored),
          absl::StrCat(reached), std::move(verdict)};
}

std::vector<std::string> MixNotes(const LitmusMix& mix) {
  const std::string pair = absl::StrCat(mix.a, " + ", mix.b);
  if (!mix.not_linked.empty()) {
    return {absl::StrCat("Not linked: ", pair, ": ", mix.not_linked)};
  }
  std::vector<std::string> lines;
  for (const LitmusMixCase& one : mix.cases) {
    const std::string which = absl::StrCat(pair, ": ", one.test, " ", one.order,
                                           ", threads ", one.threads);
    if (one.reached) {
      lines.push_back(
          absl::StrCat("UNSAFE: ", which, ": does what C++ forbids."));
    } else if (!WasExplored(one)) {
      lines.push_back(
          absl::StrCat("Not explored: ", which, ": ", one.not_explored));
    }
  }
  return lines;
}

}  // namespace

std::vector<Sheet> LitmusSheets(const LitmusMatrix& matrix) {
  std::vector<Sheet> sheets;
  sheets.reserve(matrix.tests.size());
  for (const LitmusTest& test : matrix.tests) {
    sheets.push_back(SheetOf(test, matrix));
  }
  return sheets;
}

Sheet LitmusMixSheet(const std::vector<LitmusMix>& mixes) {
  Sheet sheet = {
      .head = {"Two targets' code in one program",
               "the tests whose outcome C++ forbids, with every way to take "
               "some threads from one object and the rest from the other"},
      .cells = {{"targets", "cases", "broken", "verdict"}},
      .notes = {}};
  for (const LitmusMix& mix : mixes) {
    sheet.cells.push_back(MixCells(mix));
    std::vector<std::string> notes = MixNotes(mix);
    if (!notes.empty()) sheet.notes.push_back(std::move(notes));
  }
  return sheet;
}

}  // namespace atomics_lab::report
