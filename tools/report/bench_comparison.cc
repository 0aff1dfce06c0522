#include "tools/report/bench_comparison.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "tools/report/bench_columns.h"
#include "tools/report/sheet.h"
#include "tools/report/three_digits.h"
#include "tools/result/bench_comparison.h"

namespace atomics_lab::report {
namespace {

using result::BenchChange;
using result::BenchComparison;
using result::BenchRowComparison;

std::string_view ChangeText(BenchChange change) {
  switch (change) {
    case BenchChange::kSlower:
      return "slower";
    case BenchChange::kFaster:
      return "faster";
    case BenchChange::kNone:
      break;
  }
  return "as before";
}

std::vector<std::string> RowCells(const BenchRowComparison& row) {
  return {row.counter,
          absl::StrCat(row.threads),
          ThreeDigits(row.old_to_floor.median),
          ThreeDigits(row.to_floor.median),
          absl::StrFormat("%+.1f %%", row.percent),
          absl::StrFormat("%.4f", row.p),
          absl::StrFormat("%.2f", row.superiority),
          std::string(ChangeText(row.change))};
}

std::vector<std::vector<std::string>> Cells(const BenchComparison& comparison) {
  std::vector<BenchRowComparison> rows = comparison.rows;
  std::ranges::stable_partition(rows, [](const BenchRowComparison& row) {
    return row.change != BenchChange::kNone;
  });
  std::vector<std::vector<std::string>> cells = {
      {"counter", "threads", "× floor, old", "new", "change", "p",
       "superiority", "verdict"}};
  cells.reserve(rows.size() + 1);
  for (const BenchRowComparison& row : rows) cells.push_back(RowCells(row));
  AddMixAndHint(rows, cells);
  return cells;
}

std::string CountLine(const BenchComparison& comparison) {
  const auto count = [&](BenchChange change) {
    return std::ranges::count(comparison.rows, change,
                              &BenchRowComparison::change);
  };
  return absl::StrCat(comparison.rows.size(), " compared, ",
                      count(BenchChange::kSlower), " slower, ",
                      count(BenchChange::kFaster), " faster");
}

std::vector<std::string> Method(const BenchComparison& comparison) {
  return {
      absl::StrFormat(
          "A row has changed if the Mann-Whitney test on its repetitions "
          "(two-sided) gives p < %g and the medians lie %g %% or more apart.",
          comparison.p_limit, comparison.percent_limit),
      absl::StrFormat(
          "By chance alone, of %d rows about %.1f have such a p.",
          comparison.rows.size(),
          comparison.p_limit * static_cast<double>(comparison.rows.size())),
      "Compared are ratios to the floor, formed within each repetition; "
      "superiority is how often a new repetition is the dearer one."};
}

std::vector<std::string> Differences(const BenchComparison& comparison) {
  std::vector<std::string> lines;
  lines.reserve(comparison.differences.size() + 2);
  for (const std::string& one : comparison.differences) {
    lines.push_back(absl::StrCat("Differs: ", one, "."));
  }
  const auto add = [&lines](std::string_view what,
                            const std::vector<std::string>& rows) {
    if (rows.empty()) return;
    lines.push_back(absl::StrCat(what, absl::StrJoin(rows, "; "), "."));
  };
  add("Only measured before: ", comparison.only_old);
  add("Only measured now: ", comparison.only_new);
  return lines;
}

}  // namespace

Sheet BenchComparisonSheet(const BenchComparison& comparison) {
  return {.head = {absl::StrCat("What changed on ", comparison.target),
                   CountLine(comparison)},
          .cells = Cells(comparison),
          .notes = {Differences(comparison), Method(comparison)}};
}

}  // namespace atomics_lab::report
