// Measures counters in its own process, compiled for its target; run by the
// command `bench`.
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "counters/own_cpus.h"
#include "tools/bench/busy_wait.h"
#include "tools/bench/core_to_core.h"
#include "tools/bench/experiment_plan.h"
#include "tools/bench/false_sharing.h"
#include "tools/bench/instructions.h"
#include "tools/bench/latency.h"
#include "tools/bench/machine.h"
#include "tools/bench/measure.h"
#include "tools/bench/mix.h"
#include "tools/bench/plan.h"
#include "tools/bench/subject.h"
#include "tools/bench/summary.h"
#include "tools/bench/watch.h"
#include "tools/lab/bench_progress.h"
#include "tools/lab/environment.h"
#include "tools/lab/live_line.h"
#include "tools/lab/stop_signals.h"
#include "tools/result/bench.h"
#include "tools/result/bench_json.h"
#include "tools/result/experiments.h"
#include "tools/result/file.h"
#include "tools/result/latency.h"
#include "tools/text/printable.h"

ABSL_FLAG(std::string, target, "", "As toolchains/targets.bzl names it.");
ABSL_FLAG(std::string, target_flags, "", "With which it was compiled.");
ABSL_FLAG(std::string, counters, "", "Names, commas between them.");
ABSL_FLAG(std::string, threads, "1", "Numbers of threads, likewise.");
ABSL_FLAG(std::string, mix, "adds", "Names of mixes, likewise.");
ABSL_FLAG(std::string, hint, "none", "Names of spin hints, likewise.");
ABSL_FLAG(int, repetitions, 1, "Of each row.");
ABSL_FLAG(std::int64_t, run_us, 20'000, "How long each run lasts.");
ABSL_FLAG(std::int64_t, budget_ms, 0, "Of all runs; 0 for none.");
ABSL_FLAG(std::int64_t, deadline_ms, 0, "No run begins later; 0 for none.");
ABSL_FLAG(bool, pinned, true, "Whether each thread keeps to a CPU.");
ABSL_FLAG(bool, latency, false, "Whether locks' increments are timed singly.");
ABSL_FLAG(std::string, experiments, "", "Names, commas between them.");
ABSL_FLAG(std::string, output, "", "The file to write.");

namespace atomics_lab::lab {
namespace {

using Clock = std::chrono::steady_clock;

absl::StatusOr<bench::Plan> PlanOfFlags() {
  using std::chrono::microseconds;
  using std::chrono::milliseconds;
  const microseconds longest(absl::GetFlag(FLAGS_run_us));
  const milliseconds budget(absl::GetFlag(FLAGS_budget_ms));
  bench::Plan plan = {.repetitions = absl::GetFlag(FLAGS_repetitions),
                      .time = longest,
                      .pinned = absl::GetFlag(FLAGS_pinned),
                      .latency = absl::GetFlag(FLAGS_latency)};
  for (const std::string_view name :
       absl::StrSplit(absl::GetFlag(FLAGS_counters), ',', absl::SkipEmpty())) {
    plan.counters.push_back(bench::FindSubject(name));
    if (plan.counters.back() == nullptr) {
      return absl::InvalidArgumentError(absl::StrCat("no counter ", name));
    }
  }
  for (const std::string_view text :
       absl::StrSplit(absl::GetFlag(FLAGS_threads), ',', absl::SkipEmpty())) {
    plan.threads.push_back(0);
    if (!absl::SimpleAtoi(text, &plan.threads.back()) ||
        plan.threads.back() < 1) {
      return absl::InvalidArgumentError(absl::StrCat("no number: ", text));
    }
  }
  plan.mixes.clear();
  for (const std::string_view name :
       absl::StrSplit(absl::GetFlag(FLAGS_mix), ',', absl::SkipEmpty())) {
    const auto mix = bench::FindMix(name);
    if (!mix) return absl::InvalidArgumentError(absl::StrCat("no mix ", name));
    plan.mixes.push_back(*mix);
  }
  plan.hints =
      absl::StrSplit(absl::GetFlag(FLAGS_hint), ',', absl::SkipEmpty());
  const bool nothing =
      plan.rows().empty() && absl::GetFlag(FLAGS_experiments).empty();
  if (nothing || plan.repetitions < 1 || longest.count() < 1) {
    return absl::InvalidArgumentError("nothing to measure");
  }
  if (budget.count() > 0 && !plan.rows().empty()) {
    plan.time = bench::TimeWithin(plan, budget, milliseconds(1), longest);
  }
  return plan;
}

// Calls `measure` with a watch of its `runs` runs, and returns what it returns.
// `begin` is when the first run of all began, for the deadline.
template <typename Measure>
auto Watched(std::size_t runs, Clock::time_point begin, Measure measure) {
  LiveLine line(std::cerr, isatty(STDERR_FILENO) != 0);
  const Clock::time_point own_begin = Clock::now();
  const auto progress = [&line, runs, own_begin](std::size_t done) {
    const std::chrono::duration<double> spent = Clock::now() - own_begin;
    if (!line.Due(spent.count())) return;
    line.Print(spent.count(), BenchProgress(done, runs, spent.count()));
  };
  const std::chrono::milliseconds deadline(absl::GetFlag(FLAGS_deadline_ms));
  const auto stopped = [begin, deadline] {
    return StopRequested() ||
           (deadline.count() > 0 && Clock::now() - begin > deadline);
  };
  auto all = measure(bench::Watch{.progress = progress, .stopped = stopped});
  line.End();
  return all;
}

std::vector<std::string> NamesOf(
    const std::vector<const bench::Subject*>& counters) {
  std::vector<std::string> names;
  names.reserve(counters.size());
  for (const bench::Subject* each : counters) names.emplace_back(each->name);
  return names;
}

// Zeros if no row stays inside a lock.
result::BenchWait WaitOf(const bench::Plan& plan) {
  for (const bench::PlannedRow& row : plan.rows()) {
    if (row.mix.section_ns == 0) continue;
    const bench::SpinRate& rate = bench::CalibratedSpin();
    return {.step_ns = rate.step_ns, .percent = rate.percent};
  }
  return {};
}

bench::Measurements MeasureCounters(const bench::Plan& plan,
                                    Clock::time_point begin) {
  if (plan.rows().empty()) return {};
  return Watched(plan.runs(), begin, [&plan](const bench::Watch& watch) {
    return bench::Measure(plan, watch);
  });
}

std::optional<result::Latency> MeasureLatency(const bench::Plan& plan,
                                              Clock::time_point begin) {
  if (!plan.latency) return std::nullopt;
  return Watched(plan.latency_runs(), begin,
                 [&plan](const bench::Watch& watch) {
                   return bench::MeasureLatency(plan, watch);
                 });
}

// What one experiment may take. Machines with many CPUs have many pairs, so
// there is always a limit.
std::chrono::nanoseconds ExperimentBudget(const bench::Plan& plan) {
  constexpr int kLongRuns = 1200;
  const std::chrono::milliseconds budget(absl::GetFlag(FLAGS_budget_ms));
  if (budget.count() == 0) return kLongRuns * plan.time;
  constexpr int kShares = 4;
  return budget / kShares;
}

result::Instructions Counted(const bench::Plan& plan, Clock::time_point begin) {
  const std::vector<std::string> names = NamesOf(plan.counters);
  const std::size_t all = bench::CounterSubjects().size();
  return Watched(names.empty() ? all : names.size(), begin,
                 [&names](const bench::Watch& watch) {
                   return bench::CountInstructions(names, watch);
                 });
}

std::optional<result::Experiments> MeasureExperiments(const bench::Plan& plan,
                                                      Clock::time_point begin) {
  const std::string named = absl::GetFlag(FLAGS_experiments);
  if (named.empty()) return std::nullopt;
  result::Experiments all;
  const bench::ExperimentPlan each = {.cpus = UsableCpus(),
                                      .repetitions = plan.repetitions,
                                      .time = plan.time,
                                      .budget = ExperimentBudget(plan)};
  for (const std::string_view name : absl::StrSplit(named, ',')) {
    if (name == result::kCoreToCore) {
      all.core_to_core = Watched(bench::CoreToCoreRuns(each), begin,
                                 [&each](const auto& watch) {
                                   return bench::MeasureCoreToCore(each, watch);
                                 });
    }
    if (name == result::kFalseSharing) {
      all.false_sharing = Watched(
          bench::FalseSharingRuns(each), begin, [&each](const auto& watch) {
            return bench::MeasureFalseSharing(each, watch);
          });
    }
    if (name == result::kInstructions) all.instructions = Counted(plan, begin);
  }
  return all;
}

result::Bench Describe(const bench::Plan& plan,
                       const bench::Measurements& all) {
  result::Bench told;
  told.target = absl::GetFlag(FLAGS_target);
  bench::DescribeMachine("", told.environment);
  bench::DescribeProgram(told.environment);
  told.environment.machine = ThisMachine();
  told.environment.flags =
      absl::StrSplit(absl::GetFlag(FLAGS_target_flags), ' ', absl::SkipEmpty());
  told.plan = {.baseline = std::string(bench::kBaseline),
               .affinity = plan.pinned ? "pinned" : "free",
               .run_seconds = std::chrono::duration<double>(plan.time).count(),
               .repetitions = plan.repetitions,
               .left_out = NamesOf(plan.left_out()),
               .wait = WaitOf(plan),
               .without_hint = NamesOf(plan.without_hint())};
  told.interrupted = StopRequested();
  told.harness = bench::HarnessOf(all);
  told.rows = bench::Rows(plan, all);
  return told;
}

absl::Status MeasureToFile() {
  ABSL_ASSIGN_OR_RETURN(const bench::Plan plan, PlanOfFlags());
  CatchStopSignals();
  const Clock::time_point begin = Clock::now();
  const bench::Measurements all = MeasureCounters(plan, begin);
  const auto latency = MeasureLatency(plan, begin);
  const auto experiments = MeasureExperiments(plan, begin);
  result::Bench told = Describe(plan, all);
  told.latency = latency;
  told.experiments = experiments;
  return result::WriteFile(absl::GetFlag(FLAGS_output),
                           result::BenchToJson(told));
}

}  // namespace
}  // namespace atomics_lab::lab

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  const absl::Status status = atomics_lab::lab::MeasureToFile();
  if (status.ok()) return 0;
  std::cerr << "bench_target: "
            << atomics_lab::text::Printable(status.message()) << '\n';
  return 2;
}
