#include "tools/bench/summary.h"

#include <string>
#include <utility>
#include <vector>

#include "tools/bench/measure.h"
#include "tools/bench/plan.h"
#include "tools/bench/statistics.h"
#include "tools/bench/subject.h"
#include "tools/result/bench.h"

namespace atomics_lab::bench {
namespace {

using Repetitions = std::vector<result::BenchRepetition>;

// The spread of what `of` makes of each.
template <typename Of>
result::Spread SpreadOver(const Repetitions& repetitions, Of of) {
  std::vector<double> values;
  values.reserve(repetitions.size());
  for (const auto& repetition : repetitions) values.push_back(of(repetition));
  return SpreadOf(values);
}

Repetitions Whole(const Measurements& all, const PlannedRow& row) {
  Repetitions repetitions;
  for (const Trio& trio : all.trios) {
    if (trio.row != row) continue;
    if (!trio.floor || !trio.baseline || !trio.subject) continue;
    repetitions.push_back({.number = trio.repetition,
                           .ns = trio.subject->ns(),
                           .floor_ns = trio.floor->ns(),
                           .baseline_ns = trio.baseline->ns(),
                           .increments = trio.subject->increments});
  }
  return repetitions;
}

result::BenchRow RowOf(const PlannedRow& planned, Repetitions repetitions) {
  using One = result::BenchRepetition;
  result::BenchRow row;
  row.counter = std::string(planned.counter->name);
  row.threads = planned.threads;
  row.mix = planned.mix.name;
  row.hint = std::string(planned.counter->hint);
  row.note = std::string(planned.counter->note());
  row.ns = SpreadOver(repetitions, [](const One& one) { return one.ns; });
  row.floor_ns =
      SpreadOver(repetitions, [](const One& one) { return one.floor_ns; });
  row.baseline_ns =
      SpreadOver(repetitions, [](const One& one) { return one.baseline_ns; });
  row.to_floor = SpreadOver(
      repetitions, [](const One& one) { return one.ns / one.floor_ns; });
  row.to_baseline = SpreadOver(
      repetitions, [](const One& one) { return one.ns / one.baseline_ns; });
  row.jain = SpreadOver(repetitions, [](const One& one) {
               return JainIndex(one.increments);
             }).median;
  row.slowest_share = SpreadOver(repetitions, [](const One& one) {
                        return SlowestShare(one.increments);
                      }).median;
  row.disturbed = MovedFloors(repetitions);
  row.repetitions = std::move(repetitions);
  return row;
}

}  // namespace

std::vector<result::BenchRow> Rows(const Plan& plan, const Measurements& all) {
  std::vector<result::BenchRow> rows;
  for (const PlannedRow& row : plan.rows()) {
    rows.push_back(RowOf(row, Whole(all, row)));
  }
  return rows;
}

result::BenchHarness HarnessOf(const Measurements& all) {
  std::vector<double> ns;
  std::vector<double> to_floor;
  ns.reserve(all.harness.size());
  to_floor.reserve(all.harness.size());
  for (const HarnessPair& pair : all.harness) {
    if (!pair.floor || !pair.harness) continue;
    ns.push_back(pair.harness->ns());
    to_floor.push_back(pair.harness->ns() / pair.floor->ns());
  }
  return {.ns = SpreadOf(ns),
          .to_floor = SpreadOf(to_floor),
          .repetitions = static_cast<int>(ns.size())};
}

}  // namespace atomics_lab::bench
