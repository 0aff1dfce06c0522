#include "counters/stress.h"

#include <atomic>
#include <barrier>
#include <cstdint>
#include <optional>
#include <thread>

#include "counters/histogram.h"
#include "counters/probes.h"
#include "counters/run_together.h"

namespace atomics_lab {
namespace {

// Where threads wait until all are awake. A barrier wakes its sleepers one
// after the other, and the first would be through before the last has begun.
class StartingLine {
 public:
  explicit StartingLine(int threads)
      : threads_(static_cast<std::uint64_t>(threads)) {}

  // Requires: called once by each thread for run 0, 1, …, with a barrier
  // between runs.
  void Wait(std::uint64_t run) {
    // Relaxed, both: the barrier orders the runs; this only lines them up, and
    // anything stronger would order the very accesses that are to race.
    arrived_.fetch_add(1, std::memory_order_relaxed);
    while (arrived_.load(std::memory_order_relaxed) < (run + 1) * threads_) {
      // The thread that is waited for may need this one's core.
      std::this_thread::yield();
    }
  }

 private:
  const std::uint64_t threads_;
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

Histogram RunStress(const Probe& probe, const StressPlan& plan) {
  Histogram histogram;
  std::optional<AnyCounter> counter(probe);
  // Runs in one thread while the others wait, so it needs no lock.
  const auto end_run = [&]() noexcept {
    ++histogram[counter->Read()];
    counter.emplace(probe);
  };
  std::barrier finish(plan.threads, end_run);
  StartingLine start(plan.threads);
  RunTogether(plan.threads, [&](int) {
    for (std::uint64_t run = 0; run < plan.runs; ++run) {
      start.Wait(run);
      AddRepeatedly(*counter, plan);
      finish.arrive_and_wait();
    }
  });
  return histogram;
}

}  // namespace atomics_lab
