#include "tools/report/costs.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/report/cells.h"
#include "tools/report/sheet.h"
#include "tools/report/three_digits.h"
#include "tools/result/result.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using result::Costs;
using result::CounterCost;
using result::Results;

// In text, of a table that has five columns and is at most 100 wide.
constexpr std::size_t kWidestName = 20;
constexpr std::size_t kWidestNumber = 18;
// Of a text above or below it: names may be of any length.
constexpr std::size_t kLongest = 600;

// The fewest and the most; one, if they are the same.
std::set<int> ThreadsShown(const Costs& costs) {
  const auto [fewest, most] =
      std::ranges::minmax(costs.rows, {}, &CounterCost::threads);
  return {fewest.threads, most.threads};
}

std::vector<std::string> CountersOf(const Costs& costs) {
  std::vector<std::string> counters;
  for (const CounterCost& row : costs.rows) AddOnce(row.counter, counters);
  return counters;
}

std::vector<std::string> Heads(const Costs& costs) {
  std::vector<std::string> heads = {"counter"};
  for (const int threads : ThreadsShown(costs)) {
    heads.push_back(absl::StrCat("× floor at ", threads));
    heads.push_back(absl::StrCat("× ", costs.baseline));
  }
  return heads;
}

std::vector<std::string> RowCells(const Costs& costs,
                                  const std::string& counter) {
  std::vector<std::string> cells = {counter};
  for (const int threads : ThreadsShown(costs)) {
    const auto row =
        std::ranges::find_if(costs.rows, [&](const CounterCost& cost) {
          return cost.counter == counter && cost.threads == threads;
        });
    const bool there = row != costs.rows.end();
    cells.push_back(there ? ThreeDigits(row->to_floor.median)
                          : std::string(kNothing));
    cells.push_back(there ? ThreeDigits(row->to_baseline.median)
                          : std::string(kNothing));
  }
  return cells;
}

std::string MachineText(const result::Environment& machine) {
  std::vector<std::string> parts;
  if (!machine.cpu.empty()) parts.push_back(machine.cpu);
  if (machine.cpus != 0) parts.push_back(absl::StrCat(machine.cpus, " CPUs"));
  if (!machine.kernel.empty()) parts.push_back(machine.kernel);
  return parts.empty() ? "a machine that it does not name"
                       : absl::StrJoin(parts, ", ");
}

// As `lab bench --compare` tells machines apart.
bool OnThisMachine(const Results& results) {
  const result::Environment& then = results.costs->machine;
  return then.cpu == results.environment.cpu &&
         then.cpus == results.environment.cpus;
}

std::string WhereMeasured(const Results& results) {
  const Costs& costs = *results.costs;
  return absl::StrCat(
      "From ", costs.file, ": medians of ratios measured on ", costs.target,
      costs.compiler.empty() ? "" : absl::StrCat(" (", costs.compiler, ")"),
      ", ", MachineText(costs.machine),
      OnThisMachine(results) ? ""
                             : absl::StrCat("; another machine than this one, ",
                                            MachineText(results.environment)),
      ".");
}

std::vector<std::string> Missing(const Results& results) {
  const Costs& costs = *results.costs;
  std::vector<std::string> lines;
  if (costs.interrupted) {
    lines.emplace_back(
        "The measurement was interrupted; rows may lack repetitions.");
  }
  const std::size_t measured = CountersOf(costs).size();
  if (measured < results.counters.size()) {
    lines.push_back(
        absl::StrCat("Not measured: ", results.counters.size() - measured,
                     " of ", results.counters.size(), " counters."));
  }
  if (!costs.left_out.empty()) {
    lines.push_back(absl::StrCat("Measured, but not in this table: ",
                                 absl::StrJoin(costs.left_out, ", "), "."));
  }
  for (const CounterCost& row : costs.rows) {
    if (row.note.empty()) continue;
    AddOnce(absl::StrCat(row.counter, ": ", row.note, "."), lines);
  }
  return lines;
}

std::vector<std::string> Meaning(const Costs& costs) {
  return {
      absl::StrCat("× floor at ", absl::StrJoin(ThreadsShown(costs), ", at "),
                   ": on so many threads, against a plain add to memory of the "
                   "thread's own; × ",
                   costs.baseline, ": against its increment on as many."),
      "Numbers of one machine and one moment: they say nothing of another, nor "
      "of other targets."};
}

// Cut where names are longer than a screen has room for.
Sheet Narrow(Sheet sheet) {
  for (std::vector<std::string>& line : sheet.cells) {
    for (std::string& cell : line) {
      const bool is_name = &cell == &line.front();
      cell = text::Shorten(cell, is_name ? kWidestName : kWidestNumber);
    }
  }
  for (std::string& line : sheet.head) line = text::Shorten(line, kLongest);
  for (std::vector<std::string>& paragraph : sheet.notes) {
    for (std::string& line : paragraph) line = text::Shorten(line, kLongest);
  }
  return sheet;
}

}  // namespace

Sheet CostSheet(const Results& results) {
  const Costs& costs = *results.costs;
  Sheet sheet = {.head = {"What an increment costs", WhereMeasured(results)},
                 .cells = {Heads(costs)},
                 .notes = {Missing(results), Meaning(costs)}};
  for (const std::string& counter : CountersOf(costs)) {
    sheet.cells.push_back(RowCells(costs, counter));
  }
  return sheet;
}

std::string CostText(const Results& results) {
  if (!results.costs.has_value()) return "";
  return SheetText(Narrow(CostSheet(results)));
}

// Below the report's own title, so one level deeper than a sheet by itself.
std::string CostMarkdown(const Results& results) {
  if (!results.costs.has_value()) return "";
  return absl::StrCat("#", SheetMarkdown(CostSheet(results)));
}

}  // namespace atomics_lab::report
