#include "tools/report/bench_latency.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tools/report/bench_columns.h"
#include "tools/report/cells.h"
#include "tools/report/sheet.h"
#include "tools/report/three_digits.h"
#include "tools/result/bench.h"
#include "tools/result/latency.h"

namespace atomics_lab::report {
namespace {

constexpr double kHundred = 100;

std::vector<std::string> RowCells(const result::LatencyRow& row) {
  std::vector<std::string> cells = {row.counter, absl::StrCat(row.threads)};
  for (const double ns : {row.ns.p50, row.ns.p99, row.ns.p999, row.ns.most}) {
    cells.push_back(row.ns.count == 0 ? std::string(kNothing)
                                      : ThreeDigits(ns));
  }
  cells.push_back(absl::StrCat(row.ns.count));
  cells.push_back(absl::StrCat(row.repetitions));
  return cells;
}

std::vector<std::vector<std::string>> Cells(const result::Latency& latency) {
  std::vector<std::vector<std::string>> cells = {{"counter", "threads", "50 %",
                                                  "99 %", "99.9 %", "maximum",
                                                  "increments", "reps"}};
  cells.reserve(latency.rows.size() + 1);
  for (const result::LatencyRow& row : latency.rows) {
    cells.push_back(RowCells(row));
  }
  AddColumn("hint", result::kNoHint, &result::LatencyRow::hint, latency.rows,
            cells);
  return cells;
}

std::vector<std::string> Remarks(const result::Latency& latency) {
  std::vector<std::string> remarks = {absl::StrFormat(
      "Timing by itself: a timed nothing takes %s ns in half of all cases, %s "
      "in 99.9 %% of them, %s at most (%d times, by one thread). That is in "
      "all "
      "numbers, and is not taken off.",
      ThreeDigits(latency.nothing.p50), ThreeDigits(latency.nothing.p999),
      ThreeDigits(latency.nothing.most), latency.nothing.count)};
  for (const result::LatencyRow& row : latency.rows) {
    if (row.repetitions == latency.repetitions) continue;
    std::string name = absl::StrCat(row.counter, ", threads ", row.threads);
    if (row.hint != result::kNoHint) {
      absl::StrAppend(&name, ", hint ", row.hint);
    }
    remarks.push_back(absl::StrFormat(
        "Missing: %s: %d of %d repetitions.", name,
        latency.repetitions - row.repetitions, latency.repetitions));
  }
  return remarks;
}

std::vector<std::string> Limits(const result::Latency& latency) {
  constexpr std::string_view kMeaning =
      "50 %: half of the increments took no longer, from before the call to "
      "after it; likewise the others. All threads' increments in all "
      "repetitions are taken together.";
  constexpr std::string_view kSystem =
      "The longest hold what the system did meanwhile: interrupts, and others' "
      "time slices where threads outnumber CPUs.";
  constexpr std::string_view kApart =
      "Between two increments a thread reads the clock and counts, so it meets "
      "others less often than where only the sum is timed.";
  return {
      std::string(kMeaning), std::string(kSystem), std::string(kApart),
      absl::StrFormat(
          "Clock: %s, a tick of which lasted %s ns. Percentiles "
          "are too great by %.1f %% at most, and never too "
          "small; the maximum is exact. Some machines' clocks go on by several "
          "ticks at once: then alike numbers in many lines are those steps.",
          latency.clock, ThreeDigits(latency.tick_ns),
          kHundred * latency.error)};
}

}  // namespace

Sheet LatencySheet(const result::Latency& latency) {
  constexpr double kMilli = 1000;
  return {.head = {"How long single increments take: ns",
                   absl::StrCat(latency.repetitions, " repetitions; runs of ",
                                ThreeDigits(latency.run_seconds * kMilli),
                                " ms, apart from those in which only the sum "
                                "is timed")},
          .cells = Cells(latency),
          .notes = {Remarks(latency), Limits(latency)}};
}

}  // namespace atomics_lab::report
