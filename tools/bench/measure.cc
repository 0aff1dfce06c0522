#include "tools/bench/measure.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/log/check.h"
#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "tools/bench/mix.h"
#include "tools/bench/plan.h"
#include "tools/bench/subject.h"
#include "tools/bench/timed_run.h"
#include "tools/bench/watch.h"

namespace atomics_lab::bench {
namespace {

// Counts what is done and prints nothing.
class Counting : public benchmark::BenchmarkReporter {
 public:
  explicit Counting(const Watch& watch) : watch_(watch) {}

  bool ReportContext(const Context& /*context*/) override { return true; }

  void ReportRuns(const std::vector<Run>& runs) override {
    done_ += runs.size();
    if (watch_.progress) watch_.progress(done_);
  }

 private:
  const Watch& watch_;
  std::size_t done_ = 0;
};

// Registers runs in the order in which they are to take place: Google Benchmark
// keeps it, and its own repetitions would come all at once.
class Schedule {
 public:
  Schedule(const Plan& plan, const Watch& watch) : plan_(plan), watch_(watch) {}

  // Requires: `tally` stays where it is until all runs are done.
  void Add(const Subject& subject, int threads, const Mix& mix,
           std::optional<Tally>& tally) {
    const TimedRun run = {.threads = threads,
                          .time = plan_.time,
                          .pinned = plan_.pinned,
                          .mix = mix};
    benchmark::RegisterBenchmark(
        absl::StrCat(subject.name, "/", threads, "/", mix.name, "/",
                     subject.hint),
        [this, &subject, run, &tally](benchmark::State& state) {
          Perform(subject, run, state, tally);
        })
        ->Iterations(1)
        ->UseManualTime();
  }

 private:
  void Perform(const Subject& subject, const TimedRun& run,
               benchmark::State& state, std::optional<Tally>& tally) const {
    if (watch_.stopped && watch_.stopped()) {
      state.SkipWithMessage("stopped");
      return;
    }
    for (auto _ : state) {
      tally = RunForTime(subject, run);
      state.SetIterationTime(tally->seconds / run.threads);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(tally->total()));
  }

  const Plan& plan_;
  const Watch& watch_;
};

Measurements Empty(const Plan& plan) {
  Measurements all;
  all.harness.resize(static_cast<std::size_t>(plan.repetitions));
  const std::vector<PlannedRow> rows = plan.rows();
  all.trios.reserve(all.harness.size() * rows.size());
  for (int repetition = 1; repetition <= plan.repetitions; ++repetition) {
    for (const PlannedRow& row : rows) {
      all.trios.push_back({row, repetition, {}, {}, {}});
    }
  }
  return all;
}

void Register(std::size_t rows, Schedule& schedule, Measurements& all) {
  const Subject* const baseline = FindSubject(kBaseline);
  CHECK(baseline != nullptr);
  auto trio = all.trios.begin();
  for (HarnessPair& pair : all.harness) {
    schedule.Add(Floor(), 1, Mix{}, pair.floor);
    schedule.Add(Harness(), 1, Mix{}, pair.harness);
    for (std::size_t row = 0; row < rows; ++row, ++trio) {
      const auto& [counter, threads, mix] = trio->row;
      schedule.Add(Floor(), threads, mix, trio->floor);
      schedule.Add(*baseline, threads, mix, trio->baseline);
      schedule.Add(*counter, threads, mix, trio->subject);
    }
  }
}

}  // namespace

Measurements Measure(const Plan& plan, const Watch& watch) {
  Measurements all = Empty(plan);
  Schedule schedule(plan, watch);
  Register(plan.rows().size(), schedule, all);
  Counting reporter(watch);
  benchmark::RunSpecifiedBenchmarks(&reporter, ".");
  benchmark::ClearRegisteredBenchmarks();
  return all;
}

}  // namespace atomics_lab::bench
