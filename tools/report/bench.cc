#include "tools/report/bench.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "tools/report/bench_columns.h"
#include "tools/report/bench_hint.h"
#include "tools/report/bench_mix.h"
#include "tools/report/cells.h"
#include "tools/report/sheet.h"
#include "tools/report/three_digits.h"
#include "tools/result/bench.h"

namespace atomics_lab::report {
namespace {

constexpr double kHundred = 100;
// Of the floor; a harness that costs more is mentioned.
constexpr double kHarnessPercent = 5;

std::string Range(const result::Spread& spread) {
  return ThreeDigits(spread.upper - spread.lower);
}

std::vector<std::string> Heads(const result::Bench& bench) {
  return {"counter", "threads", "ns",   "IQR",
          "floor",   "× floor", "IQR",  absl::StrCat("× ", bench.plan.baseline),
          "IQR",     "reps",    "Jain", "slowest"};
}

// "sharded, threads 4".
std::string NameOf(const result::BenchRow& row) {
  std::string name = absl::StrCat(row.counter, ", threads ", row.threads);
  if (row.mix != result::kAdds) absl::StrAppend(&name, ", mix ", row.mix);
  if (row.hint != result::kNoHint) absl::StrAppend(&name, ", hint ", row.hint);
  return name;
}

std::vector<std::string> RowCells(const result::BenchRow& row) {
  if (row.repetitions.empty()) {
    std::vector<std::string> cells(12, std::string(kNothing));
    cells[0] = row.counter;
    cells[1] = absl::StrCat(row.threads);
    cells[9] = "0";
    return cells;
  }
  return {row.counter,
          absl::StrCat(row.threads),
          ThreeDigits(row.ns.median),
          Range(row.ns),
          ThreeDigits(row.floor_ns.median),
          ThreeDigits(row.to_floor.median),
          Range(row.to_floor),
          ThreeDigits(row.to_baseline.median),
          Range(row.to_baseline),
          absl::StrCat(row.repetitions.size()),
          absl::StrFormat("%.2f", row.jain),
          absl::StrFormat("%.0f %%", kHundred * row.slowest_share)};
}

std::string_view AffinityText(std::string_view affinity) {
  return affinity == "pinned"
             ? "each thread on a CPU of its own where there are enough"
             : "threads wherever the system puts them";
}

std::string MachineLine(const result::BenchEnvironment& environment) {
  std::vector<std::string> parts = {environment.machine.cpu};
  if (!environment.topology.empty()) parts.push_back(environment.topology);
  if (environment.mhz > 0) {
    parts.push_back(absl::StrFormat("%.0f MHz", environment.mhz));
  }
  if (!environment.governor.empty()) {
    parts.push_back(absl::StrCat("governor ", environment.governor));
  }
  parts.push_back(environment.machine.kernel);
  parts.emplace_back(environment.rseq ? "rseq registered"
                                      : "rseq not registered");
  return absl::StrJoin(parts, "; ");
}

std::string ListLine(std::string_view of,
                     const std::vector<std::string>& values) {
  return absl::StrCat(
      of, ": ",
      values.empty() ? std::string(kNothing) : absl::StrJoin(values, "; "));
}

std::string HarnessRemark(const result::BenchHarness& harness) {
  if (harness.repetitions == 0) return "The harness's own cost: not measured.";
  const double percent = kHundred * harness.to_floor.median;
  return absl::StrFormat(
      "The harness's own cost: %s ns an increment, %.1f %% of the floor (IQR "
      "%.1f %%, %d repetitions)%s.",
      ThreeDigits(harness.ns.median), percent,
      kHundred * (harness.to_floor.upper - harness.to_floor.lower),
      harness.repetitions,
      percent < kHarnessPercent ? ""
                                : "; that is too much: below 5 % it would not "
                                  "matter");
}

std::string DisturbedRemark(const result::BenchRow& row) {
  const std::string repetitions = absl::StrJoin(
      row.disturbed, ", ", [](std::string* out, const result::MovedFloor& one) {
        absl::StrAppendFormat(out, "%d (floor %+.0f %%)", one.repetition,
                              one.percent);
      });
  return absl::StrFormat("Disturbed: %s: repetition%s %s.", NameOf(row),
                         row.disturbed.size() == 1 ? "" : "s", repetitions);
}

std::vector<std::vector<std::string>> Cells(const result::Bench& bench) {
  std::vector<std::vector<std::string>> cells = {Heads(bench)};
  cells.reserve(bench.rows.size() + 1);
  for (const result::BenchRow& row : bench.rows) {
    cells.push_back(RowCells(row));
  }
  AddMixAndHint(bench.rows, cells);
  return cells;
}

std::vector<std::string> Head(const result::Bench& bench) {
  std::vector<std::string> lines = WhereMeasured(bench);
  lines.insert(lines.begin(),
               absl::StrCat("What an increment costs on ", bench.target));
  lines.push_back(absl::StrCat(bench.plan.repetitions, " repetitions; runs of ",
                               ThreeDigits(bench.plan.run_seconds * 1000),
                               " ms; ", AffinityText(bench.plan.affinity)));
  return lines;
}

std::vector<std::string> Remarks(const result::Bench& bench) {
  std::vector<std::string> remarks = {HarnessRemark(bench.harness)};
  for (std::string& remark : SectionRemarks(bench.plan)) {
    remarks.push_back(std::move(remark));
  }
  for (std::string& remark : HintRemarks(bench.plan)) {
    remarks.push_back(std::move(remark));
  }
  for (const result::BenchRow& row : bench.rows) {
    if (!row.disturbed.empty()) remarks.push_back(DisturbedRemark(row));
  }
  for (const result::BenchRow& row : bench.rows) {
    const int done = static_cast<int>(row.repetitions.size());
    if (done == bench.plan.repetitions) continue;
    remarks.push_back(
        absl::StrFormat("Missing: %s: %d of %d repetitions.", NameOf(row),
                        bench.plan.repetitions - done, bench.plan.repetitions));
  }
  for (const result::BenchRow& row : bench.rows) {
    if (row.note.empty()) continue;
    AddOnce(absl::StrCat(row.counter, ": ", row.note, "."), remarks);
  }
  return remarks;
}

// What ns means with each mix that was measured, where it is more than adds.
std::vector<std::string> MixLines(const result::Bench& bench) {
  constexpr std::string_view kFloorToo =
      "Floor and baseline do the same mix as the counter; the floor's read is "
      "a plain load. Ratios of different mixes have different floors.";
  std::vector<std::string> lines;
  for (const result::BenchRow& row : bench.rows) {
    const std::string line = MixLine(row.mix);
    if (!line.empty()) AddOnce(line, lines);
  }
  if (!lines.empty()) lines.emplace_back(kFloorToo);
  return lines;
}

std::vector<std::string> Limits(const result::Bench& bench) {
  constexpr std::string_view kNs =
      "ns: what a thread spends on one of its increments, so that n threads "
      "that do not meet have the ns of one.";
  constexpr std::string_view kFloor =
      "floor: a plain add to memory of the thread's own, measured right before "
      "with as many threads; ratios are formed within each repetition.";
  constexpr std::string_view kMedians =
      "Medians are over all repetitions, the disturbed ones too; IQR is the "
      "range from the lower to the upper quartile.";
  constexpr std::string_view kFairness =
      "Jain's index is 1 if all threads got on alike and 1/threads if one did "
      "all; a fair share of the slowest thread is 1/threads.";
  constexpr std::string_view kScope =
      "Numbers of one machine and one moment: they say nothing of another, nor "
      "of increments with other work between them.";
  std::vector<std::string> limits = {std::string(kNs), std::string(kFloor)};
  for (std::string& line : MixLines(bench)) limits.push_back(std::move(line));
  for (std::string& line : HintLines(bench)) limits.push_back(std::move(line));
  limits.insert(limits.end(), {std::string(kMedians), std::string(kFairness),
                               std::string(kScope)});
  return limits;
}

}  // namespace

std::vector<std::string> WhereMeasured(const result::Bench& bench) {
  const result::BenchEnvironment& environment = bench.environment;
  return {MachineLine(environment), ListLine("Caches", environment.caches),
          ListLine("Mitigations", environment.mitigations),
          absl::StrCat(environment.compiler, " ",
                       absl::StrJoin(environment.flags, " "))};
}

Sheet BenchSheet(const result::Bench& bench) {
  return {.head = Head(bench),
          .cells = Cells(bench),
          .notes = {Remarks(bench), Limits(bench)}};
}

}  // namespace atomics_lab::report
