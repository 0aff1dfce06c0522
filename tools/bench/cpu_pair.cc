#include "tools/bench/cpu_pair.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <optional>

#include "counters/cache_line.h"
#include "counters/own_cpus.h"
#include "counters/run_together.h"
#include "counters/starting_line.h"
#include "tools/bench/alarm_clock.h"

namespace atomics_lab::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct alignas(kCacheLine) StopFlag {
  std::atomic<bool> set{false};
};

struct alignas(kCacheLine) One {
  int cpu = 0;
  const UntilStop* work = nullptr;
  bool stayed = false;
  double seconds = 0;
};

void Work(const StopFlag& stop, StartingLine& start, One& one) {
  one.stayed = StayOn(one.cpu);
  start.Wait(0);
  const Clock::time_point begin = Clock::now();
  (*one.work)(stop.set);
  one.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
}

}  // namespace

std::optional<PairSeconds> RunPair(const CpuPair& cpus,
                                   std::chrono::nanoseconds time,
                                   const UntilStop& first,
                                   const UntilStop& second) {
  std::array<One, 2> both;
  both[0].cpu = cpus.first;
  both[0].work = &first;
  both[1].cpu = cpus.second;
  both[1].work = &second;
  StopFlag stop;
  AlarmClock alarm;
  StartingLine start(2, /*own_cpus=*/true);
  // The third thread is the clock's; it sleeps meanwhile.
  RunTogether(3, [&](int thread) {
    if (thread < 2) {
      Work(stop, start, both[static_cast<std::size_t>(thread)]);
      return;
    }
    alarm.Wait(time);
    // Relaxed: the threads' end orders what they did.
    stop.set.store(true, std::memory_order_relaxed);
  });
  if (!both[0].stayed || !both[1].stayed) return std::nullopt;
  return PairSeconds{both[0].seconds, both[1].seconds};
}

}  // namespace atomics_lab::bench
