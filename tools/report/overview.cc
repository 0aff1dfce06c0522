#include "tools/report/overview.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/report/cells.h"
#include "tools/report/standing.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Results;
using result::Row;

// A row's place in the overview, and what stands there.
struct Entry {
  std::string_view counter;
  std::string level;
  std::string compiler;
  Standing standing;
  std::string word;
  std::string_view form;
};

Entry EntryOf(const Results& results, const Row& row) {
  const auto target =
      std::ranges::find(results.targets, row.target, &result::Target::name);
  const bool known = target != results.targets.end();
  return {.counter = row.counter,
          .level = std::string(known ? LevelName(*target) : row.target),
          .compiler = known ? target->compiler : row.target,
          .standing = StandingOf(results, row),
          .word = StandingText(results, row),
          .form = FormText(row)};
}

OverviewCell CellOf(const Entry& entry) {
  return {.standing = entry.standing,
          .word = entry.word,
          .form = std::string(entry.form == kNothing ? "" : entry.form)};
}

void Merge(const Entry& entry, OverviewCell& cell) {
  if (cell.word.empty()) {
    cell = CellOf(entry);
    return;
  }
  cell.words_differ |= entry.word != cell.word;
  const bool same_form = CellOf(entry).form == cell.form;
  cell.forms_differ |= !same_form;
  if (cell.forms_differ) cell.form.clear();
  if (entry.standing > cell.standing) {
    cell.standing = entry.standing;
    cell.word = entry.word;
  }
}

std::size_t LevelIndex(std::string_view level, Overview& overview) {
  const auto found = std::ranges::find(overview.levels, level);
  const auto index = static_cast<std::size_t>(found - overview.levels.begin());
  if (found == overview.levels.end()) overview.levels.emplace_back(level);
  return index;
}

OverviewLine& LineOf(std::string_view counter, Overview& overview) {
  const auto found =
      std::ranges::find(overview.lines, counter, &OverviewLine::counter);
  if (found != overview.lines.end()) return *found;
  overview.lines.push_back({.counter = std::string(counter), .cells = {}});
  return overview.lines.back();
}

std::string DifferenceText(const std::vector<Entry>& entries,
                           std::string_view counter, std::string_view level) {
  std::vector<std::string> parts;
  for (const Entry& entry : entries) {
    if (entry.counter != counter || entry.level != level) continue;
    parts.push_back(absl::StrCat(entry.compiler, " ", entry.word));
  }
  return absl::StrCat(counter, " on ", level, ": ", absl::StrJoin(parts, ", "));
}

// The most worrying first, since printers name only some.
void AddDifferences(const std::vector<Entry>& entries, Overview& overview) {
  std::vector<std::pair<Standing, std::string>> found;
  for (const OverviewLine& line : overview.lines) {
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
      if (!line.cells[i].words_differ) continue;
      found.emplace_back(
          line.cells[i].standing,
          DifferenceText(entries, line.counter, overview.levels[i]));
    }
  }
  std::ranges::stable_sort(found, std::greater(),
                           &std::pair<Standing, std::string>::first);
  for (auto& [standing, text] : found) {
    overview.differences.push_back(std::move(text));
  }
}

// Whether the legend speaks of something that stands in a cell.
using Stands = bool (*)(const OverviewCell&);

bool AnyCell(const Overview& overview, Stands stands) {
  return std::ranges::any_of(overview.lines, [stands](const auto& line) {
    return std::ranges::any_of(line.cells, stands);
  });
}

struct LegendEntry {
  Stands stands;
  std::string_view sentence;
};

template <Standing standing>
bool Is(const OverviewCell& cell) {
  return !cell.word.empty() && cell.standing == standing;
}

// "racy, 2 of 4" and not "racy, bounded".
bool IsLoss(const OverviewCell& cell) {
  return Is<Standing::kRacy>(cell) &&
         cell.word.find(" of ") != std::string::npos;
}

constexpr std::array<LegendEntry, 6> kLegend = {{
    {Is<Standing::kProved>,
     "“proved”: no execution loses an update or gets stuck."},
    {IsLoss,
     "“racy, 2 of 4”: it may lose updates, as it says of itself; 4 adds can "
     "end "
     "at 2."},
    {Is<Standing::kBounded>,
     "“bounded”: nothing was lost as far as the search went."},
    {Is<Standing::kPassed>,
     "“passed”: its tests lost nothing in the schedules that they met."},
    {[](const OverviewCell& cell) { return cell.words_differ; },
     "≠: the compilers' code differs in that, and the worse is shown."},
    {[](const OverviewCell& cell) {
       return cell.forms_differ && !cell.words_differ;
     },
     "≈: the same comes out of different instructions."},
}};

}  // namespace

Overview OverviewOf(const Results& results) {
  std::vector<Entry> entries;
  Overview overview;
  for (const Row& row : results.rows) {
    entries.push_back(EntryOf(results, row));
    const Entry& entry = entries.back();
    const std::size_t level = LevelIndex(entry.level, overview);
    OverviewLine& line = LineOf(entry.counter, overview);
    line.cells.resize(std::max(line.cells.size(), level + 1));
    Merge(entry, line.cells[level]);
  }
  for (OverviewLine& line : overview.lines) {
    line.cells.resize(overview.levels.size());
  }
  AddDifferences(entries, overview);
  return overview;
}

std::vector<std::string> OverviewLegend(const Overview& overview) {
  std::vector<std::string> sentences;
  for (const LegendEntry& entry : kLegend) {
    if (AnyCell(overview, entry.stands)) {
      sentences.emplace_back(entry.sentence);
    }
  }
  return sentences;
}

}  // namespace atomics_lab::report
