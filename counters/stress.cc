#include "counters/stress.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "counters/finishing_line.h"
#include "counters/overlap.h"
#include "counters/own_cpus.h"
#include "counters/probes.h"
#include "counters/run_together.h"
#include "counters/starting_line.h"

namespace atomics_lab {
namespace {

void AddRepeatedly(AnyCounter& counter, const StressPlan& plan) {
  if (plan.on_value == nullptr) {
    for (std::uint64_t i = 0; i < plan.increments; ++i) counter.Add(1);
    return;
  }
  for (std::uint64_t i = 0; i < plan.increments; ++i) {
    counter.Add(1);
    plan.on_value(counter.Read());
  }
}

}  // namespace

StressResult RunStress(const Probe& probe, const StressPlan& plan) {
  StressResult result;
  std::optional<AnyCounter> counter(probe);
  std::vector<Interval> adding(static_cast<std::size_t>(plan.threads));
  const auto end_run = [&] {
    ++result.values[counter->Read()];
    if (AnyOverlap(adding)) ++result.overlapped;
    counter.emplace(probe);
  };
  const OwnCpus cpus(plan.threads);
  StartingLine start(plan.threads, cpus.suffice());
  FinishingLine finish(plan.threads, cpus.suffice(), end_run);
  RunTogether(plan.threads, [&](int thread) {
    cpus.Stay(thread);
    Interval& own = adding[static_cast<std::size_t>(thread)];
    for (std::uint64_t run = 0; run < plan.runs; ++run) {
      start.Wait(run);
      own.begin = Interval::Clock::now();
      AddRepeatedly(*counter, plan);
      own.end = Interval::Clock::now();
      finish.Wait(run);
    }
  });
  return result;
}

}  // namespace atomics_lab
