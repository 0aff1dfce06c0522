// How fast interleavings are explored.
//
//   ./bazelw run -c opt //tools/explore:search_benchmark
//   ./bazelw run -c opt //tools/explore:search_benchmark --
//       --benchmark_filter=Steps --benchmark_repetitions=9
//
// Each line is a median of repetitions, with their mean, deviation and spread
// (cv). "Complete" is what a user waits for: all outcomes, stuck states and
// witnesses. "Steps" is the first pass alone, without symmetry, of programs
// whose states fit in a cache (3/3) and do not (4/4). Times and rates are CPU
// time; `wall` tells how much longer it took, and `preempted` and `faults` why:
// how often each search lost its processor, and how many pages it was given.
//
// `bytes/state` counts everything (states, their index, edges, the threads' and
// memory's own states); the state itself is 2 bytes for each thread and 2.
// A line that ends in "bounded: ..." is no time of a whole search: it is the
// time of one that left out what it names.
// tests/herd:herd_benchmark times herd7 on the same programs.
#include <sys/resource.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/log/check.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "tools/explore/explore.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/explore/search.h"

namespace atomics_lab::explore {
namespace {

using Clock = std::chrono::steady_clock;

absl::StatusOr<Outcome> FinalX(const FinalState& state) {
  ABSL_ASSIGN_OR_RETURN(const Value x, state.Read(kX, 8));
  return Outcome{x.low};
}

struct Used {
  Clock::time_point wall = Clock::now();
  double cpu = 0;
  std::int64_t preempted = 0;
  std::int64_t faults = 0;
};

double Seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) +
         static_cast<double>(time.tv_usec) / 1e6;
}

Used UsedSoFar() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return {.cpu = Seconds(usage.ru_utime) + Seconds(usage.ru_stime),
          .preempted = usage.ru_nivcsw,
          .faults = usage.ru_minflt + usage.ru_majflt};
}

void Count(benchmark::State& state, const Progress& spent, const Used& before) {
  using benchmark::Counter;
  const auto times = static_cast<double>(state.iterations());
  const auto steps = static_cast<double>(spent.steps);
  const auto states = static_cast<double>(spent.states);
  const Used after = UsedSoFar();
  const std::chrono::duration<double> wall = after.wall - before.wall;
  state.counters["states"] = states;
  state.counters["steps"] = steps;
  state.counters["bytes/state"] = static_cast<double>(spent.memory) / states;
  state.counters["steps/s"] = Counter(steps * times, Counter::kIsRate);
  state.counters["s/step"] =
      Counter(steps * times, Counter::kIsRate | Counter::kInvert);
  state.counters["wall"] = wall.count() / (after.cpu - before.cpu);
  state.counters["preempted"] =
      static_cast<double>(after.preempted - before.preempted) / times;
  state.counters["faults"] =
      static_cast<double>(after.faults - before.faults) / times;
}

void Run(benchmark::State& state, const Job& job, Model model,
         const Limits& limits) {
  Progress spent;
  std::string bound;
  const Used before = UsedSoFar();
  for (auto _ : state) {
    const absl::StatusOr<Exploration> found =
        Explore(job, model, FinalX, limits);
    CHECK_OK(found.status());
    spent = found->spent;
    bound = found->bound;
  }
  Count(state, spent, before);
  if (!bound.empty()) state.SetLabel(absl::StrCat("bounded: ", bound));
}

Job Calling(Job job, int calls) {
  for (Thread& thread : job.threads) thread.calls = calls;
  return job;
}

Job Racy(const benchmark::State& state) {
  return RacyJob(static_cast<std::size_t>(state.range(0)),
                 static_cast<int>(state.range(1)));
}

void BM_CompleteRacy(benchmark::State& state, Model model) {
  Run(state, Racy(state), model, {});
}

void BM_CompleteLock2x2(benchmark::State& state, Model model) {
  Run(state, Calling(SpinlockJob(true), 2), model, {});
}

void BM_CompleteLoadLinked2x2(benchmark::State& state, Model model) {
  Run(state, Calling(LoadLinkedJob(), 2), model, {});
}

void BM_Steps(benchmark::State& state, Model model) {
  Limits limits;
  limits.witnesses = false;
  limits.symmetry = false;
  Run(state, Racy(state), model, limits);
}

void Repeat(benchmark::internal::Benchmark* benchmark) {
  benchmark->Unit(benchmark::kMillisecond)
      ->MinTime(0.1)
      ->Repetitions(5)
      ->ReportAggregatesOnly();
}
void Sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->Args({2, 2})->Args({3, 3});
  Repeat(benchmark);
}
void LargeSizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->Args({3, 3})->Args({4, 4});
  Repeat(benchmark);
}

BENCHMARK_CAPTURE(BM_CompleteRacy, sc, Model::kSc)->Apply(LargeSizes);
BENCHMARK_CAPTURE(BM_CompleteRacy, tso, Model::kTso)->Apply(Sizes);
BENCHMARK_CAPTURE(BM_CompleteRacy, armv8, Model::kArmv8)->Apply(Sizes);
BENCHMARK_CAPTURE(BM_CompleteLock2x2, sc, Model::kSc)->Apply(Repeat);
BENCHMARK_CAPTURE(BM_CompleteLock2x2, tso, Model::kTso)->Apply(Repeat);
BENCHMARK_CAPTURE(BM_CompleteLock2x2, armv8, Model::kArmv8)->Apply(Repeat);
BENCHMARK_CAPTURE(BM_CompleteLoadLinked2x2, sc, Model::kSc)->Apply(Repeat);
BENCHMARK_CAPTURE(BM_CompleteLoadLinked2x2, armv8, Model::kArmv8)
    ->Apply(Repeat);
BENCHMARK_CAPTURE(BM_Steps, sc, Model::kSc)->Apply(LargeSizes);
BENCHMARK_CAPTURE(BM_Steps, tso, Model::kTso)->Args({3, 3})->Apply(Repeat);

}  // namespace
}  // namespace atomics_lab::explore
