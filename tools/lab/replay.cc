#include "tools/result/replay.h"

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <iostream>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/lab/command.h"
#include "tools/lab/commands.h"
#include "tools/lab/explore_progress.h"
#include "tools/lab/explore_request.h"
#include "tools/lab/options.h"
#include "tools/lab/replay_request.h"
#include "tools/lab/replay_runs.h"
#include "tools/lab/stop_signals.h"
#include "tools/listing/binary.h"
#include "tools/replay/plan.h"
#include "tools/replay/schedule.h"
#include "tools/report/replay_text.h"
#include "tools/result/exploration.h"
#include "tools/result/file.h"
#include "tools/result/schedule.h"

namespace atomics_lab::lab {
namespace {

absl::StatusOr<replay::Planner> Explore(const ReplayRequest& request) {
  ABSL_ASSIGN_OR_RETURN(const listing::Binary binary,
                        listing::Binary::Open(request.program.file));
  ProgressPrinter progress(std::cerr, isatty(STDERR_FILENO) != 0,
                           StopRequested);
  replay::PlanRequest wanted;
  wanted.file = request.program.file;
  wanted.architecture = binary.architecture();
  wanted.counter.specimen = std::string(request.specimen.name);
  wanted.counter.threads = request.bounds.threads;
  wanted.counter.increments = request.bounds.increments;
  wanted.counter.width_bits = request.specimen.claims.width_bits;
  wanted.limits = LimitsWith(request.bounds.memory, progress);
  absl::StatusOr<replay::Planner> planner =
      replay::Planner::Explore(std::move(wanted));
  progress.End();
  return planner;
}

// What is forced, and how.
absl::StatusOr<ReplayPlan> Follow(const ReplayRequest& request,
                                  const replay::Planner& planner) {
  absl::StatusOr<replay::ForcedOutcome> followed =
      planner.Follow(request.steps);
  if (!followed.ok()) {
    return absl::Status(
        followed.status().code(),
        absl::StrCat(request.schedule, ": ", followed.status().message()));
  }
  if (request.outcome.value_or(followed->outcome) != followed->outcome) {
    return absl::InvalidArgumentError(
        absl::StrCat(request.schedule, ": /outcome is ", *request.outcome,
                     ", and the steps end at ", followed->outcome));
  }
  return ReplayPlan{planner.job(), planner.observe(), followed->outcome,
                    std::move(followed->turns)};
}

absl::StatusOr<ReplayPlan> Choose(const ReplayRequest& request,
                                  const replay::Planner& planner) {
  if (!request.schedule.empty()) return Follow(request, planner);
  if (!request.outcome.has_value()) {
    ABSL_ASSIGN_OR_RETURN(auto least, planner.LeastThatCanBeForced());
    return ReplayPlan{planner.job(), planner.observe(), least.outcome,
                      std::move(least.turns)};
  }
  ABSL_ASSIGN_OR_RETURN(replay::Turns turns, planner.TurnsTo(*request.outcome));
  return ReplayPlan{planner.job(), planner.observe(), *request.outcome,
                    std::move(turns)};
}

result::Replay Described(const ReplayRequest& request, const ReplayPlan& plan) {
  result::Replay told;
  told.counter = std::string(request.specimen.name);
  told.target = request.program.target;
  told.threads = request.bounds.threads;
  told.increments = request.bounds.increments;
  told.lossless = static_cast<std::uint64_t>(told.threads) *
                      static_cast<std::uint64_t>(told.increments) &
                  request.mask();
  told.outcome = plan.outcome;
  told.modelled_calls = plan.job.program.modelled_calls;
  told.wanted_runs = request.times;
  told.turns.reserve(plan.turns.size());
  for (const std::size_t thread : plan.turns) {
    told.turns.push_back(static_cast<int>(thread) + 1);
  }
  return told;
}

std::string ReplayIn(Format format, const result::Replay& told) {
  if (format == Format::kJson) return result::ReplayToJson(told);
  return format == Format::kMarkdown ? report::ReplayMarkdown(told)
                                     : report::ReplayText(told);
}

// What was followed, for --schedule.
absl::Status Record(const result::Replay& told, const std::string& file) {
  result::Schedule schedule = {.counter = told.counter,
                               .target = told.target,
                               .threads = told.threads,
                               .increments = told.increments,
                               .outcome = told.outcome};
  schedule.steps.reserve(told.steps.size());
  for (const result::WitnessStep& step : told.steps) {
    schedule.steps.push_back({step.thread, step.instruction, step.action});
  }
  return result::WriteFile(file, result::ScheduleToJson(schedule));
}

absl::StatusOr<int> RunReplay(const Options& options,
                              const std::string& argv0) {
  ABSL_ASSIGN_OR_RETURN(const ReplayRequest request,
                        ParseReplayRequest(options, argv0));
  CatchStopSignals();
  ABSL_ASSIGN_OR_RETURN(const replay::Planner planner, Explore(request));
  ABSL_ASSIGN_OR_RETURN(const ReplayPlan plan, Choose(request, planner));
  result::Replay told = Described(request, plan);
  absl::Status status = MakeRuns(request, plan, told);
  if (!status.ok() && !StopRequested()) return status;
  // Cut short, it would not be followed to the end.
  if (!request.record.empty() && !StopRequested() && !told.difference) {
    ABSL_RETURN_IF_ERROR(Record(told, request.record));
  }
  std::cout << ReplayIn(options.format, told);
  if (StopRequested()) return kInterrupted;
  return result::Succeeded(told) ? 0 : 1;
}

constexpr Option kOptions[] = {
    {"--counter", &Options::counter, "NAME",
     "A counter: see `lab list counters`."},
    {"--outcome", &Options::outcome, "VALUE",
     "Where it is to end; if nothing is said, at the least value that can be "
     "forced."},
    {"--schedule", &Options::schedule, "FILE",
     "Instead: the order in which threads go, as --record or the page wrote "
     "it; it says counter, target, threads and increments, too."},
    {"--record", &Options::record, "FILE", "Where to write that order."},
    {"--times", &Options::times, "N", "How many runs, 1 if nothing is said."},
    {"--live", &Options::live,
     "Each instruction of the first run as it is made, on stderr."},
    {"--free", &Options::free, "As many runs that nobody forces, beside them."},
    {"--target", &Options::target, "NAME",
     "Where: see `lab list targets`; the first that runs natively if nothing "
     "is said."},
    {"--threads", &Options::threads, "N",
     "How many, 1 to 8; 2 if nothing is said."},
    {"--increments", &Options::increments, "K",
     "Of each thread; 2 if nothing is said."},
    {"--max-memory", &Options::max_memory, "SIZE",
     "Of the search for a schedule, which stops there."},
};

}  // namespace

constinit const Command kReplayCommand = {
    .name = "replay",
    .usage =
        "lab replay --counter=NAME [--outcome=VALUE] [--times=N] [OPTIONS]\n"
        "lab replay --schedule=FILE [--times=N] [OPTIONS]",
    .summary =
        "A final value forced on real threads, instruction by instruction "
        "(docs/replay.md).",
    .options = kOptions,
    .formats = kAllFormats,
    .words = "",
    .run = RunReplay,
};

}  // namespace atomics_lab::lab
