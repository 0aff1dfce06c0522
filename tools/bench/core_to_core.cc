#include "tools/bench/core_to_core.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "counters/cache_line.h"
#include "tools/bench/cpu_pair.h"
#include "tools/bench/experiment_plan.h"
#include "tools/bench/statistics.h"
#include "tools/bench/watch.h"
#include "tools/result/experiments.h"

namespace atomics_lab::bench {
namespace {

using Turn = std::atomic<std::uint64_t>;

constexpr std::uint64_t kOver = std::numeric_limits<std::uint64_t>::max();

struct alignas(kCacheLine) Line {
  Turn turn{0};
};

// Makes each odd turn and waits for the even one behind it; returns how many
// turns both made. The loops only load: a pause instruction would be part of
// what is measured.
std::uint64_t Serve(Turn& turn, const std::atomic<bool>& stop) {
  std::uint64_t now = 0;
  do {
    turn.store(now + 1, std::memory_order_release);
    now += 2;
    while (turn.load(std::memory_order_acquire) != now) {
    }
    // Relaxed: it says when, and nothing is read on the strength of it.
  } while (!stop.load(std::memory_order_relaxed));
  turn.store(kOver, std::memory_order_release);
  return now;
}

// Makes each even turn until it is over.
void Return(Turn& turn) {
  for (std::uint64_t now = 1;; now += 2) {
    std::uint64_t seen = turn.load(std::memory_order_acquire);
    while (seen != now) {
      if (seen == kOver) return;
      seen = turn.load(std::memory_order_acquire);
    }
    turn.store(now + 1, std::memory_order_release);
  }
}

// Nanoseconds of one way.
std::optional<double> OneWay(const CpuPair& cpus,
                             std::chrono::nanoseconds time) {
  Line line;
  std::uint64_t turns = 0;
  const auto seconds = RunPair(
      cpus, time,
      [&](const std::atomic<bool>& stop) { turns = Serve(line.turn, stop); },
      [&](const std::atomic<bool>& /*stop*/) { Return(line.turn); });
  if (!seconds.has_value()) return std::nullopt;
  return std::nano::den * seconds->front() / static_cast<double>(turns);
}

struct Runs {
  CpuPair cpus;
  std::vector<double> ns;  // of each repetition
};

std::vector<Runs> Pairs(const std::vector<int>& cpus) {
  std::vector<Runs> pairs;
  for (std::size_t from = 0; from < cpus.size(); ++from) {
    for (std::size_t to = from + 1; to < cpus.size(); ++to) {
      pairs.push_back({.cpus = {cpus[from], cpus[to]}, .ns = {}});
    }
  }
  return pairs;
}

// False if threads may not be kept on CPUs.
bool MeasureAll(const ExperimentPlan& plan, std::chrono::nanoseconds time,
                const Watch& watch, std::vector<Runs>& pairs) {
  std::size_t done = 0;
  for (int repetition = 0; repetition < plan.repetitions; ++repetition) {
    for (Runs& pair : pairs) {
      if (watch.stopped && watch.stopped()) return true;
      const auto ns = OneWay(pair.cpus, time);
      if (!ns.has_value()) return false;
      pair.ns.push_back(*ns);
      if (watch.progress) watch.progress(++done);
    }
  }
  return true;
}

}  // namespace

std::size_t CoreToCoreRuns(const ExperimentPlan& plan) {
  const std::size_t cpus = plan.cpus.size();
  if (cpus < 2) return 0;
  return cpus * (cpus - 1) / 2 * static_cast<std::size_t>(plan.repetitions);
}

result::CoreToCore MeasureCoreToCore(const ExperimentPlan& plan,
                                     const Watch& watch) {
  result::CoreToCore told;
  told.cpus = plan.cpus;
  const std::chrono::nanoseconds time = RunTime(plan, CoreToCoreRuns(plan));
  told.run_seconds = std::chrono::duration<double>(time).count();
  std::vector<Runs> pairs = Pairs(plan.cpus);
  if (pairs.empty()) {
    told.reason = std::string(kTooFewCpus);
    return told;
  }
  if (!MeasureAll(plan, time, watch, pairs)) {
    told.reason = std::string(kNotPinned);
    return told;
  }
  told.pairs.reserve(pairs.size());
  for (const Runs& pair : pairs) {
    told.pairs.push_back({.from = pair.cpus.first,
                          .to = pair.cpus.second,
                          .ns = SpreadOf(pair.ns),
                          .repetitions = static_cast<int>(pair.ns.size())});
  }
  return told;
}

}  // namespace atomics_lab::bench
