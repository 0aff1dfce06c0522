#include "tools/result/bench_costs.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "tools/result/bench.h"
#include "tools/result/result.h"

namespace atomics_lab::result {
namespace {

std::vector<const BenchRow*> RowsThatCount(const Bench& bench) {
  std::vector<const BenchRow*> rows;
  for (const BenchRow& row : bench.rows) {
    const bool plain = row.mix == kAdds && row.hint == kNoHint;
    if (plain && !row.repetitions.empty()) rows.push_back(&row);
  }
  return rows;
}

std::set<int> ThreadsOf(const std::vector<const BenchRow*>& rows) {
  std::set<int> threads;
  for (const BenchRow* row : rows) threads.insert(row->threads);
  return threads;
}

CounterCost CostOf(const BenchRow& row) {
  return {.counter = row.counter,
          .threads = row.threads,
          .ns = row.ns,
          .floor_ns = row.floor_ns,
          .baseline_ns = row.baseline_ns,
          .to_floor = row.to_floor,
          .to_baseline = row.to_baseline,
          .note = row.note};
}

void AddCosts(const std::vector<const BenchRow*>& rows, const Counter& counter,
              Costs& costs) {
  for (const int threads : ThreadsOf(rows)) {
    const auto found = std::ranges::find_if(rows, [&](const BenchRow* row) {
      return row->counter == counter.name && row->threads == threads;
    });
    if (found != rows.end()) costs.rows.push_back(CostOf(**found));
  }
}

std::vector<std::string> Others(const std::vector<const BenchRow*>& rows,
                                const std::vector<Counter>& counters) {
  std::vector<std::string> others;
  for (const BenchRow* row : rows) {
    const bool known =
        std::ranges::count(counters, row->counter, &Counter::name) != 0;
    if (known || std::ranges::count(others, row->counter) != 0) continue;
    others.push_back(row->counter);
  }
  return others;
}

absl::Status Refused(std::string_view path, std::string_view why) {
  return absl::InvalidArgumentError(
      absl::StrCat(absl::Utf8SafeCEscape(path), ": ", why));
}

}  // namespace

absl::StatusOr<Costs> CostsOf(const Bench& bench, std::string_view path,
                              const std::vector<Counter>& counters) {
  const std::vector<const BenchRow*> rows = RowsThatCount(bench);
  if (rows.empty()) {
    return Refused(
        path,
        "has no measured row of the mix adds without a hint; `lab bench "
        "--save=FILE` writes a file that has");
  }
  Costs costs = {.file = std::filesystem::path(path).filename().string(),
                 .target = bench.target,
                 .compiler = bench.environment.compiler,
                 .machine = bench.environment.machine,
                 .baseline = bench.plan.baseline,
                 .interrupted = bench.interrupted,
                 .rows = {},
                 .left_out = Others(rows, counters),
                 .experiments = bench.experiments};
  for (const Counter& counter : counters) AddCosts(rows, counter, costs);
  if (costs.rows.empty()) {
    return Refused(path, "measured none of the table's counters");
  }
  return costs;
}

}  // namespace atomics_lab::result
