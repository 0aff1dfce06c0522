// Costs by counter and number of threads, as a table and curves show them.
#ifndef ATOMICS_LAB_TOOLS_REPORT_COST_CURVES_H_
#define ATOMICS_LAB_TOOLS_REPORT_COST_CURVES_H_

#include <string>
#include <vector>

#include "tools/result/result.h"

namespace atomics_lab::report {

struct CostCurve {
  std::string counter;
  // One for each of CostCurves::threads; null where that was not measured.
  std::vector<const result::CounterCost*> costs;
};

// What the two that counters are held against took on one number of threads:
// medians over the rows' medians, since each row measured its own.
struct CostReference {
  double floor_ns = 0;
  double baseline_ns = 0;
  double baseline_to_floor = 0;
};

// Points into the costs that it is made of.
struct CostCurves {
  std::vector<int> threads;  // ascending
  std::vector<CostCurve> counters;
  std::vector<CostReference> references;  // one for each of `threads`
};

CostCurves CurvesOf(const result::Costs& costs);

// What web/costs_model.js reads, as it may stand in an element of the page.
std::string CurvesJson(const CostCurves& curves, const result::Costs& costs);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_COST_CURVES_H_
