// How experiments about the machine are run.
#ifndef ATOMICS_LAB_TOOLS_BENCH_EXPERIMENT_PLAN_H_
#define ATOMICS_LAB_TOOLS_BENCH_EXPERIMENT_PLAN_H_

#include <chrono>
#include <cstddef>
#include <string_view>
#include <vector>

namespace atomics_lab::bench {

// Why an experiment between two CPUs has no numbers.
inline constexpr std::string_view kTooFewCpus =
    "it takes two CPUs, and this process may use fewer";
inline constexpr std::string_view kNotPinned =
    "the system does not let a thread keep to a CPU";

struct ExperimentPlan {
  std::vector<int> cpus;  // those that the process may use
  int repetitions = 1;
  // How long each run lasts: as long as this, but shorter where all of the
  // experiment's runs would take longer than `budget`; a millisecond at least.
  std::chrono::nanoseconds time{0};
  std::chrono::nanoseconds budget{0};
};

// How long each of an experiment's `runs` runs lasts.
std::chrono::nanoseconds RunTime(const ExperimentPlan& plan, std::size_t runs);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_EXPERIMENT_PLAN_H_
