#include "tools/report/cost_curves.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "nlohmann/json.hpp"
#include "tools/report/cells.h"
#include "tools/report/script_data.h"
#include "tools/result/result.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using nlohmann::json;
using result::Costs;
using result::CounterCost;
using result::Spread;

std::vector<int> ThreadsOf(const Costs& costs) {
  std::set<int> threads;
  for (const CounterCost& row : costs.rows) threads.insert(row.threads);
  return {threads.begin(), threads.end()};
}

const CounterCost* FindCost(const Costs& costs, const std::string& counter,
                            int threads) {
  const auto found =
      std::ranges::find_if(costs.rows, [&](const CounterCost& row) {
        return row.counter == counter && row.threads == threads;
      });
  return found == costs.rows.end() ? nullptr : &*found;
}

// The middle one, or the mean of the two in the middle.
// Requires: there is a value.
double Median(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half]
                                : (values[half - 1] + values[half]) / 2;
}

CostReference ReferenceAt(const Costs& costs, int threads) {
  std::vector<double> floors;
  std::vector<double> baselines;
  std::vector<double> ratios;
  for (const CounterCost& row : costs.rows) {
    if (row.threads != threads) continue;
    floors.push_back(row.floor_ns.median);
    baselines.push_back(row.baseline_ns.median);
    ratios.push_back(row.to_floor.median / row.to_baseline.median);
  }
  return {.floor_ns = Median(std::move(floors)),
          .baseline_ns = Median(std::move(baselines)),
          .baseline_to_floor = Median(std::move(ratios))};
}

json SpreadJson(const Spread& spread) {
  return {spread.median, spread.lower, spread.upper};
}

json CostJson(const CounterCost* cost) {
  if (cost == nullptr) return nullptr;
  return {{"ns", SpreadJson(cost->ns)},
          {"floor", SpreadJson(cost->to_floor)},
          {"baseline", SpreadJson(cost->to_baseline)}};
}

json CurveJson(const CostCurve& curve) {
  json costs = json::array();
  for (const CounterCost* cost : curve.costs) costs.push_back(CostJson(cost));
  return {{"name", text::Printable(curve.counter)}, {"costs", costs}};
}

}  // namespace

CostCurves CurvesOf(const Costs& costs) {
  CostCurves curves;
  curves.threads = ThreadsOf(costs);
  std::vector<std::string> counters;
  for (const CounterCost& row : costs.rows) AddOnce(row.counter, counters);
  for (std::string& counter : counters) {
    CostCurve& curve = curves.counters.emplace_back();
    curve.counter = std::move(counter);
    for (const int threads : curves.threads) {
      curve.costs.push_back(FindCost(costs, curve.counter, threads));
    }
  }
  for (const int threads : curves.threads) {
    curves.references.push_back(ReferenceAt(costs, threads));
  }
  return curves;
}

std::string CurvesJson(const CostCurves& curves, const Costs& costs) {
  json data = {{"baseline", text::Printable(costs.baseline)},
               {"threads", curves.threads},
               {"counters", json::array()},
               {"floor", json::array()},
               {"ofBaseline", json::array()}};
  for (const CostCurve& curve : curves.counters) {
    data["counters"].push_back(CurveJson(curve));
  }
  for (const CostReference& reference : curves.references) {
    data["floor"].push_back({{"ns", reference.floor_ns}, {"toFloor", 1}});
    data["ofBaseline"].push_back({{"ns", reference.baseline_ns},
                                  {"toFloor", reference.baseline_to_floor}});
  }
  return ScriptData(data.dump());
}

}  // namespace atomics_lab::report
