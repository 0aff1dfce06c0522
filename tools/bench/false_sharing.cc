#include "tools/bench/false_sharing.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "tools/bench/cpu_pair.h"
#include "tools/bench/cpus.h"
#include "tools/bench/experiment_plan.h"
#include "tools/bench/statistics.h"
#include "tools/bench/watch.h"
#include "tools/result/experiments.h"

namespace atomics_lab::bench {
namespace {

using Counter = std::atomic<std::uint64_t>;

constexpr std::size_t kBlock = 512;  // bytes
constexpr std::size_t kCount = std::size(kDistances);

struct alignas(kBlock) Block {
  std::array<Counter, kBlock / sizeof(Counter)> counters{};
};

// Nanoseconds of one increment at each distance, in one repetition.
using Round = std::array<double, kCount>;

std::uint64_t AddUntil(Counter& counter, const std::atomic<bool>& stop) {
  constexpr int kBatch = 64;  // increments between two looks at the flag
  std::uint64_t batches = 0;
  do {
#pragma GCC unroll 64
    for (int i = 0; i < kBatch; ++i) {
      counter.fetch_add(1, std::memory_order_relaxed);
    }
    ++batches;
    // Relaxed: it says when, and nothing is read on the strength of it.
  } while (!stop.load(std::memory_order_relaxed));
  return batches * kBatch;
}

std::optional<double> OneIncrement(const CpuPair& cpus, int distance,
                                   std::chrono::nanoseconds time) {
  Block block;
  Counter& other =
      block.counters[static_cast<std::size_t>(distance) / sizeof(Counter)];
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  const auto seconds = RunPair(
      cpus, time,
      [&](const std::atomic<bool>& stop) {
        first = AddUntil(block.counters.front(), stop);
      },
      [&](const std::atomic<bool>& stop) { second = AddUntil(other, stop); });
  if (!seconds.has_value()) return std::nullopt;
  return std::nano::den * (seconds->front() + seconds->back()) /
         static_cast<double>(first + second);
}

// False if threads may not be kept on CPUs.
bool MeasureAll(const ExperimentPlan& plan, const CpuPair& cpus,
                std::chrono::nanoseconds time, const Watch& watch,
                std::vector<Round>& rounds) {
  std::size_t done = 0;
  for (int repetition = 0; repetition < plan.repetitions; ++repetition) {
    Round round{};
    for (std::size_t i = 0; i < kCount; ++i) {
      if (watch.stopped && watch.stopped()) return true;
      const auto ns = OneIncrement(cpus, kDistances[i], time);
      if (!ns.has_value()) return false;
      round[i] = *ns;
      if (watch.progress) watch.progress(++done);
    }
    rounds.push_back(round);
  }
  return true;
}

result::DistanceCost CostAt(std::size_t index,
                            const std::vector<Round>& rounds) {
  std::vector<double> ns;
  std::vector<double> ratios;
  ns.reserve(rounds.size());
  ratios.reserve(rounds.size());
  for (const Round& round : rounds) {
    ns.push_back(round[index]);
    ratios.push_back(round[index] / round.back());
  }
  return {.bytes = kDistances[index],
          .ns = SpreadOf(ns),
          .to_greatest = SpreadOf(ratios),
          .repetitions = static_cast<int>(rounds.size())};
}

}  // namespace

std::size_t FalseSharingRuns(const ExperimentPlan& plan) {
  if (plan.cpus.size() < 2) return 0;
  return kCount * static_cast<std::size_t>(plan.repetitions);
}

result::FalseSharing MeasureFalseSharing(const ExperimentPlan& plan,
                                         const Watch& watch) {
  result::FalseSharing told;
  told.cpus = TwoOf(plan.cpus, "");
  const std::chrono::nanoseconds time = RunTime(plan, FalseSharingRuns(plan));
  told.run_seconds = std::chrono::duration<double>(time).count();
  if (told.cpus.size() < 2) {
    told.reason = std::string(kTooFewCpus);
    return told;
  }
  std::vector<Round> rounds;
  const CpuPair cpus = {told.cpus.front(), told.cpus.back()};
  if (!MeasureAll(plan, cpus, time, watch, rounds)) {
    told.reason = std::string(kNotPinned);
    return told;
  }
  for (std::size_t i = 0; i < kCount; ++i) {
    told.distances.push_back(CostAt(i, rounds));
  }
  return told;
}

}  // namespace atomics_lab::bench
