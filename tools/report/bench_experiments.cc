#include "tools/report/bench_experiments.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/report/bench.h"
#include "tools/report/cells.h"
#include "tools/report/sheet.h"
#include "tools/report/three_digits.h"
#include "tools/result/bench.h"
#include "tools/result/experiments.h"

namespace atomics_lab::report {
namespace {

using result::CorePair;
using result::DistanceCost;
using result::Spread;

constexpr std::string_view kStopped = "it was stopped before";

std::string Quartiles(const Spread& spread) {
  return absl::StrCat(ThreeDigits(spread.lower), " to ",
                      ThreeDigits(spread.upper));
}

std::string MedianCell(const Spread& spread, int repetitions) {
  return repetitions == 0 ? std::string(kNothing) : ThreeDigits(spread.median);
}

std::string RunsLine(double run_seconds) {
  constexpr double kMilli = 1000;
  return absl::StrCat("Runs of ", ThreeDigits(run_seconds * kMilli), " ms.");
}

std::string ReasonLine(std::string_view reason) {
  return absl::StrCat("Not measured: ", reason, ".");
}

// A lower triangle: a line for each CPU but the first, a column for each but
// the last. Requires: every pair is there, as result::CoreToCore has them.
std::vector<std::vector<std::string>> Triangle(const result::CoreToCore& told) {
  const std::size_t last = told.cpus.size() - 1;
  std::vector<std::vector<std::string>> cells(
      last + 1, std::vector<std::string>(last + 1));
  cells[0][0] = "CPU";
  for (std::size_t i = 0; i < last; ++i) {
    cells[0][i + 1] = absl::StrCat(told.cpus[i]);
    cells[i + 1][0] = absl::StrCat(told.cpus[i + 1]);
  }
  for (const CorePair& pair : told.pairs) {
    const auto from = std::ranges::find(told.cpus, pair.from);
    const auto to = std::ranges::find(told.cpus, pair.to);
    if (from >= to || to == told.cpus.end()) continue;
    const auto column = static_cast<std::size_t>(from - told.cpus.begin());
    const auto line = static_cast<std::size_t>(to - told.cpus.begin());
    cells[line][column + 1] = MedianCell(pair.ns, pair.repetitions);
  }
  return cells;
}

std::string PairSentence(std::string_view which, const CorePair& pair) {
  return absl::StrCat(which, " CPU ", pair.from, " and CPU ", pair.to, ": ",
                      ThreeDigits(pair.ns.median), " ns one way (quartiles ",
                      Quartiles(pair.ns), "; ", pair.repetitions,
                      " repetitions).");
}

std::vector<std::string> PairSentences(const std::vector<CorePair>& pairs) {
  std::vector<CorePair> measured;
  std::ranges::copy_if(
      pairs, std::back_inserter(measured),
      [](const CorePair& pair) { return pair.repetitions > 0; });
  if (measured.empty()) return {ReasonLine(kStopped)};
  if (pairs.size() == 1) return {PairSentence("Between", pairs.front())};
  const auto median = [](const CorePair& pair) { return pair.ns.median; };
  const auto [least, most] = std::ranges::minmax_element(measured, {}, median);
  return {PairSentence("Nearest, between", *least),
          PairSentence("Farthest, between", *most)};
}

// At which distance the cost falls: where the step down is the steepest.
std::string FallSentence(const std::vector<DistanceCost>& distances) {
  constexpr double kFall = 1.5;  // less is no fall
  std::size_t at = 0;
  double steepest = 0;
  for (std::size_t i = 1; i < distances.size(); ++i) {
    const double step =
        distances[i - 1].ns.median / std::max(distances[i].ns.median, 1e-9);
    if (step <= steepest) continue;
    steepest = step;
    at = i;
  }
  if (steepest < kFall) {
    return absl::StrCat("The cost does not fall at any distance: no step is ",
                        ThreeDigits(kFall), " times or more.");
  }
  return absl::StrCat("The cost falls at ", distances[at].bytes,
                      " bytes: ", ThreeDigits(distances[at].ns.median),
                      " ns an increment instead of ",
                      ThreeDigits(distances[at - 1].ns.median), " ns at ",
                      distances[at - 1].bytes, " bytes.");
}

std::vector<std::string> DistanceCells(const DistanceCost& cost) {
  const std::string nothing(kNothing);
  if (cost.repetitions == 0) {
    return {absl::StrCat(cost.bytes), nothing, nothing, nothing, nothing, "0"};
  }
  return {absl::StrCat(cost.bytes),
          MedianCell(cost.ns, cost.repetitions),
          Quartiles(cost.ns),
          MedianCell(cost.to_greatest, cost.repetitions),
          Quartiles(cost.to_greatest),
          absl::StrCat(cost.repetitions)};
}

bool Emulated(const result::Instructions& told) {
  return std::ranges::any_of(told.counters,
                             [](const result::InstructionCount& count) {
                               return !count.machine.empty();
                             });
}

std::vector<std::string> CountCells(const result::InstructionCount& count) {
  std::vector<std::string> cells = {count.counter};
  if (!count.machine.empty()) cells.push_back(count.machine);
  const bool counted = count.reason.empty();
  const std::string nothing(kNothing);
  cells.push_back(counted ? absl::StrCat(count.first) : nothing);
  cells.push_back(counted ? absl::StrCat(count.later) : nothing);
  return cells;
}

// Why some have no counts, and what others did instead of their own.
std::vector<std::string> CountRemarks(const result::Instructions& told) {
  std::vector<std::string> lines;
  for (const result::InstructionCount& count : told.counters) {
    const std::string where =
        count.machine.empty() ? "" : absl::StrCat(" on ", count.machine);
    for (const std::string& remark : {count.reason, count.note}) {
      if (remark.empty()) continue;
      lines.push_back(absl::StrCat(count.counter, where, ": ", remark, "."));
    }
  }
  return lines;
}

}  // namespace

Sheet CoreToCoreSheet(const result::CoreToCore& told) {
  Sheet sheet;
  sheet.head = {"From CPU to CPU: ns that a cache line takes one way"};
  if (!told.reason.empty() || told.cpus.size() < 2) {
    sheet.notes = {{ReasonLine(told.reason)}};
    return sheet;
  }
  sheet.head.push_back(RunsLine(told.run_seconds));
  sheet.cells = Triangle(told);
  sheet.notes = {
      PairSentences(told.pairs),
      {"Two threads, each kept to its CPU, wait in turn for the number that "
       "the other stores in the line (acquire, release); the time of a run "
       "over the number of stores, median of all repetitions."}};
  return sheet;
}

Sheet FalseSharingSheet(const result::FalseSharing& told) {
  Sheet sheet;
  sheet.head = {"False sharing: ns of an increment while a neighbour counts"};
  if (!told.reason.empty() || told.distances.empty()) {
    sheet.notes = {{ReasonLine(told.reason)}};
    return sheet;
  }
  sheet.head.push_back(absl::StrCat("CPUs ", absl::StrJoin(told.cpus, " and "),
                                    ". ", RunsLine(told.run_seconds)));
  sheet.cells = {{"bytes apart", "ns", "quartiles",
                  absl::StrCat("× ", told.distances.back().bytes, " bytes"),
                  "quartiles", "reps"}};
  for (const DistanceCost& cost : told.distances) {
    sheet.cells.push_back(DistanceCells(cost));
  }
  sheet.notes = {
      {told.distances.front().repetitions == 0 ? ReasonLine(kStopped)
                                               : FallSentence(told.distances)},
      {"Two threads, each kept to its CPU, add to an atomic counter of their "
       "own (relaxed, 64 bits); all distances are measured in each repetition, "
       "and ratios are formed within it."}};
  return sheet;
}

Sheet InstructionsSheet(const result::Instructions& told) {
  Sheet sheet;
  sheet.head = {"Instructions that an uncontended increment executes"};
  if (!told.reason.empty() || told.counters.empty()) {
    sheet.notes = {{ReasonLine(told.reason.empty() ? kStopped : told.reason)}};
    return sheet;
  }
  const bool emulated = Emulated(told);
  sheet.cells = {{"counter", "first call", "later call"}};
  if (emulated) {
    sheet.cells = {{"counter", "machine", "first call", "later call"}};
  }
  std::ranges::transform(told.counters, std::back_inserter(sheet.cells),
                         CountCells);
  const std::string_view how =
      emulated ? "as QEMU executes them, which says nothing about time"
               : "one by one (ptrace)";
  sheet.notes = {
      CountRemarks(told),
      {absl::StrCat(
          "Counted ", how,
          ", from the first instruction of Add to its "
          "return, both included, with all that it calls; the first call also "
          "makes what is made once (a thread's own memory, links to shared "
          "libraries), the later one is the second.")}};
  return sheet;
}

std::vector<Sheet> ExperimentSheets(const result::Bench& bench) {
  std::vector<Sheet> sheets;
  if (!bench.experiments.has_value()) return sheets;
  const result::Experiments& all = *bench.experiments;
  if (all.core_to_core.has_value()) {
    sheets.push_back(CoreToCoreSheet(*all.core_to_core));
  }
  if (all.false_sharing.has_value()) {
    sheets.push_back(FalseSharingSheet(*all.false_sharing));
  }
  if (all.instructions.has_value()) {
    sheets.push_back(InstructionsSheet(*all.instructions));
  }
  if (all.instructions.has_value() && Emulated(*all.instructions)) {
    // Nothing was measured of the machine at hand.
    sheets.back().head.push_back(absl::StrCat("On ", bench.target));
    return sheets;
  }
  if (bench.rows.empty() && !sheets.empty()) {
    std::vector<std::string>& head = sheets.front().head;
    const std::vector<std::string> where = WhereMeasured(bench);
    head.insert(head.begin() + 1, where.begin(), where.end());
  }
  return sheets;
}

}  // namespace atomics_lab::report
