#include "tools/bench/latency.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "counters/probes.h"
#include "tools/bench/latency_histogram.h"
#include "tools/bench/plan.h"
#include "tools/bench/subject.h"
#include "tools/bench/tick_clock.h"
#include "tools/bench/timed_run.h"
#include "tools/bench/watch.h"
#include "tools/result/latency.h"

namespace atomics_lab::bench {
namespace {

// One row, while it is measured.
struct Timed {
  LatencyHistogram ticks;
  int repetitions = 0;
};

// What all threads of one run took. Each thread's histogram is memory of its
// own, 30 KB.
LatencyHistogram TimeRun(const Subject& subject, const TimedRun& run) {
  const ErasedObject object = subject.make();
  std::vector<LatencyHistogram> threads(static_cast<std::size_t>(run.threads));
  RunThreads(run, [&](int thread, const std::atomic<bool>& stop) {
    TimeUntil(stop, subject, object.get(),
              threads[static_cast<std::size_t>(thread)]);
  });
  LatencyHistogram all;
  for (const LatencyHistogram& thread : threads) all.Merge(thread);
  return all;
}

result::Percentiles PercentilesOf(const LatencyHistogram& ticks,
                                  double tick_ns) {
  constexpr int kMedian = 500;
  constexpr int kNinetyNine = 990;
  constexpr int kThreeNines = 999;
  const auto ns = [&](int permille) {
    return tick_ns * static_cast<double>(ticks.At(permille));
  };
  return {.count = ticks.count(),
          .p50 = ns(kMedian),
          .p99 = ns(kNinetyNine),
          .p999 = ns(kThreeNines),
          .most = tick_ns * static_cast<double>(ticks.most())};
}

result::LatencyRow RowOf(const PlannedRow& planned, const Timed& timed,
                         double tick_ns) {
  return {.counter = std::string(planned.counter->name),
          .threads = planned.threads,
          .hint = std::string(planned.counter->hint),
          .repetitions = timed.repetitions,
          .ns = PercentilesOf(timed.ticks, tick_ns)};
}

}  // namespace

void TimeUntil(const std::atomic<bool>& stop, const Subject& subject,
               void* object, LatencyHistogram& histogram) {
  do {
    for (int i = 0; i < kBatch; ++i) {
      const std::uint64_t begin = TickNow();
      subject.add(object, 1, 1);
      histogram.Add(TickNow() - begin);
    }
    // Relaxed: it says when, and nothing is read on the strength of it.
  } while (!stop.load(std::memory_order_relaxed));
}

result::Latency MeasureLatency(const Plan& plan, const Watch& watch) {
  const TickRate rate;
  const auto run_of = [&plan](int threads) {
    return TimedRun{
        .threads = threads, .time = plan.time, .pinned = plan.pinned};
  };
  const LatencyHistogram nothing = TimeRun(Harness(), run_of(1));
  const std::vector<PlannedRow> rows = plan.latency_rows();
  std::vector<Timed> timed(rows.size());
  std::size_t done = 1;
  for (int repetition = 0; repetition < plan.repetitions; ++repetition) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (watch.stopped && watch.stopped()) continue;
      timed[row].ticks.Merge(
          TimeRun(*rows[row].counter, run_of(rows[row].threads)));
      ++timed[row].repetitions;
      if (watch.progress) watch.progress(++done);
    }
  }
  const double tick_ns = rate.NsOfATick();
  result::Latency all = {
      .clock = std::string(kTickClock),
      .tick_ns = tick_ns,
      .error = 1.0 / static_cast<double>(LatencyHistogram::kBucketsPerPower),
      .run_seconds = std::chrono::duration<double>(plan.time).count(),
      .repetitions = plan.repetitions,
      .nothing = PercentilesOf(nothing, tick_ns)};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    all.rows.push_back(RowOf(rows[row], timed[row], tick_ns));
  }
  return all;
}

}  // namespace atomics_lab::bench
