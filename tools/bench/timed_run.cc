#include "tools/bench/timed_run.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <vector>

#include "counters/cache_line.h"
#include "counters/own_cpus.h"
#include "counters/probes.h"
#include "counters/run_together.h"
#include "counters/starting_line.h"
#include "tools/bench/alarm_clock.h"
#include "tools/bench/busy_wait.h"
#include "tools/bench/mix.h"
#include "tools/bench/subject.h"
#include "tools/bench/work.h"

namespace atomics_lab::bench {
namespace {

using Clock = std::chrono::steady_clock;

// What one thread writes, on lines of its own.
struct alignas(kCacheLine) Own {
  std::uint64_t increments = 0;
  std::chrono::duration<double> time{0};
};

struct alignas(kCacheLine) StopFlag {
  std::atomic<bool> set{false};
};

void WorkForAWhile(const Subject& subject, void* object, const Mix& mix,
                   const std::atomic<bool>& stop, Own& own) {
  const Clock::time_point begin = Clock::now();
  own.increments = WorkUntil(stop, subject, object, mix);
  own.time = Clock::now() - begin;
}

Tally TallyOf(const std::vector<Own>& threads) {
  Tally tally;
  tally.increments.reserve(threads.size());
  for (const Own& own : threads) {
    tally.increments.push_back(own.increments);
    tally.seconds += own.time.count();
  }
  return tally;
}

}  // namespace

std::uint64_t Tally::total() const {
  return std::accumulate(increments.begin(), increments.end(),
                         std::uint64_t{0});
}

double Tally::ns() const {
  return std::nano::den * seconds / static_cast<double>(total());
}

void RunThreads(
    const TimedRun& run,
    const std::function<void(int thread, const std::atomic<bool>& stop)>&
        work) {
  StopFlag stop;
  AlarmClock alarm;
  const OwnCpus cpus(run.threads);
  StartingLine start(run.threads, cpus.suffice());
  // The last thread is the clock's; it is asleep while the others add.
  RunTogether(run.threads + 1, [&](int thread) {
    if (thread == run.threads) {
      alarm.Wait(run.time);
      // Relaxed: the threads' end orders what they did.
      stop.set.store(true, std::memory_order_relaxed);
      return;
    }
    if (run.pinned) cpus.Stay(thread);
    start.Wait(0);
    work(thread, stop.set);
  });
}

Tally RunForTime(const Subject& subject, const TimedRun& run) {
  // At the first section, before the threads are there to disturb it.
  if (run.mix.section_ns > 0) CalibratedSpin();
  const ErasedObject object = NewObject(subject, run.mix);
  std::vector<Own> threads(static_cast<std::size_t>(run.threads));
  RunThreads(run, [&](int thread, const std::atomic<bool>& stop) {
    WorkForAWhile(subject, object.get(), run.mix, stop,
                  threads[static_cast<std::size_t>(thread)]);
  });
  return TallyOf(threads);
}

}  // namespace atomics_lab::bench
