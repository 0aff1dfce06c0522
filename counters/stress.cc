#include "counters/stress.h"

#include <atomic>
#include <barrier>
#include <cstdint>
#include <optional>
#include <thread>
#include <vector>

#include "counters/overlap.h"
#include "counters/own_cpus.h"
#include "counters/probes.h"
#include "counters/run_together.h"

namespace atomics_lab {
namespace {

// Where threads wait until all are awake. A barrier wakes its sleepers one
// after the other, and the first would be through before the last has begun.
class StartingLine {
 public:
  // `own_cpus`: each thread has one, and if it gave it up at once, it would
  // come back when the others are through.
  StartingLine(int threads, bool own_cpus)
      : threads_(static_cast<std::uint64_t>(threads)),
        polls_(own_cpus ? kPolls : 1) {}

  // Requires: called once by each thread for run 0, 1, …, with a barrier
  // between runs.
  void Wait(std::uint64_t run) {
    // Relaxed, both: the barrier orders the runs; this only lines them up, and
    // anything stronger would order the very accesses that are to race.
    arrived_.fetch_add(1, std::memory_order_relaxed);
    for (int polls = 1;
         arrived_.load(std::memory_order_relaxed) < (run + 1) * threads_;
         ++polls) {
      // The thread that is waited for may need this one's core.
      if (polls % polls_ == 0) std::this_thread::yield();
    }
  }

 private:
  static constexpr int kPolls = 50'000;  // longer than a barrier takes

  const std::uint64_t threads_;
  const int polls_;
  std::atomic<std::uint64_t> arrived_{0};
};

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
  // Runs in one thread while the others wait, so it needs no lock.
  const auto end_run = [&]() noexcept {
    ++result.values[counter->Read()];
    if (AnyOverlap(adding)) ++result.overlapped;
    counter.emplace(probe);
  };
  std::barrier finish(plan.threads, end_run);
  const OwnCpus cpus(plan.threads);
  StartingLine start(plan.threads, cpus.suffice());
  RunTogether(plan.threads, [&](int thread) {
    cpus.Stay(thread);
    Interval& own = adding[static_cast<std::size_t>(thread)];
    for (std::uint64_t run = 0; run < plan.runs; ++run) {
      start.Wait(run);
      own.begin = Interval::Clock::now();
      AddRepeatedly(*counter, plan);
      own.end = Interval::Clock::now();
      finish.arrive_and_wait();
    }
  });
  return result;
}

}  // namespace atomics_lab
