#include "tools/lab/replay_runs.h"

#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "tools/collect/replayed.h"
#include "tools/lab/live_line.h"
#include "tools/lab/replay_request.h"
#include "tools/lab/stop_signals.h"
#include "tools/process/lines.h"
#include "tools/replay/follow.h"
#include "tools/replay/replay.h"
#include "tools/replay/simulate.h"
#include "tools/replay/subject.h"
#include "tools/report/replay_text.h"
#include "tools/result/replay.h"

namespace atomics_lab::lab {
namespace {

// Prints what is done, if anybody wants to see it.
replay::Tell ToldTo(collect::ReplayTeller& teller, bool live) {
  return [&teller, live](const replay::Done& done) {
    teller.Add(done);
    if (live) std::cerr << report::ReplayStepLine(teller.Told(done)) << "\n";
  };
}

// One forced run, told in `into`.
absl::Status RunOnce(const replay::Forced& forced, const ReplayPlan& plan,
                     std::uint64_t number, bool live, result::Replay& into) {
  collect::ReplayTeller teller(plan.job);
  ABSL_ASSIGN_OR_RETURN(
      const replay::ForcedRun run,
      replay::RunForced(forced, plan.job, ToldTo(teller, live), StopRequested));
  into.instructions += run.steps;
  if (into.steps.empty() || !run.differences.empty()) {
    into.steps = teller.steps();
  }
  if (run.differences.empty()) {
    ++into.forced[run.value];
  } else {
    into.difference = collect::DescribeDifference(
        plan.job.program, run.differences.front(), number);
  }
  return absl::OkStatus();
}

absl::Status RunForced(const ReplayRequest& request, const ReplayPlan& plan,
                       const std::vector<std::string>& words,
                       result::Replay& into) {
  const replay::Forced forced = {
      .words = words, .turns = plan.turns, .value_mask = request.mask()};
  LiveLine line(std::cerr, isatty(STDERR_FILENO) != 0);
  const auto begin = std::chrono::steady_clock::now();
  absl::Status status;
  for (std::uint64_t i = 1; i <= into.wanted_runs && status.ok(); ++i) {
    // A run may be too short to notice.
    if (StopRequested()) break;
    status = RunOnce(forced, plan, i, request.live && i == 1, into);
    const std::chrono::duration<double> elapsed =
        std::chrono::steady_clock::now() - begin;
    into.seconds = elapsed.count();
    if (line.Due(into.seconds)) {
      line.Print(into.seconds,
                 absl::StrCat(i, " of ", into.wanted_runs, " runs"));
    }
    if (into.difference.has_value()) break;
  }
  line.End();
  return status;
}

absl::Status RunFree(std::vector<std::string> words,
                     const ReplayRequest& request, result::Replay& into) {
  words.push_back(absl::StrCat(request.bounds.increments));
  words.push_back(absl::StrCat(request.times));
  ABSL_ASSIGN_OR_RETURN(const int code,
                        process::ReadLines(words, [&](std::string_view line) {
                          std::uint64_t value = 0;
                          if (absl::SimpleAtoi(line, &value)) {
                            ++into.free[value & request.mask()];
                          }
                          return !StopRequested();
                        }));
  if (code == 0) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("the free runs ended with exit status ", code));
}

absl::Status Simulate(const ReplayRequest& request, const ReplayPlan& plan,
                      result::Replay& into) {
  collect::ReplayTeller teller(plan.job);
  ABSL_ASSIGN_OR_RETURN(const std::uint64_t value,
                        replay::Simulate(plan.turns, plan.job, plan.observe,
                                         ToldTo(teller, request.live)));
  into.steps = teller.steps();
  into.simulation = {.why = request.program.why_simulated, .value = value};
  return absl::OkStatus();
}

}  // namespace

absl::Status MakeRuns(const ReplayRequest& request, const ReplayPlan& plan,
                      result::Replay& into) {
  if (!request.program.why_simulated.empty()) {
    return Simulate(request, plan, into);
  }
  ABSL_ASSIGN_OR_RETURN(
      std::vector<std::string> words,
      replay::SubjectWords(request.program.file, request.specimen.name,
                           request.bounds.threads));
  ABSL_RETURN_IF_ERROR(RunForced(request, plan, words, into));
  if (!request.free || StopRequested()) return absl::OkStatus();
  return RunFree(std::move(words), request, into);
}

}  // namespace atomics_lab::lab
