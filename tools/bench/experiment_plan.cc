#include "tools/bench/experiment_plan.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace atomics_lab::bench {

std::chrono::nanoseconds RunTime(const ExperimentPlan& plan, std::size_t runs) {
  constexpr std::chrono::nanoseconds kLeast = std::chrono::milliseconds(1);
  if (runs == 0) return plan.time;
  const auto fair = plan.budget / static_cast<std::int64_t>(runs);
  return std::min(plan.time, std::max(fair, kLeast));
}

}  // namespace atomics_lab::bench
