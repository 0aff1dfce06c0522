#include "tools/lab/replay_request.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "tools/lab/bench_request.h"
#include "tools/lab/explore_request.h"
#include "tools/lab/inventory.h"
#include "tools/lab/options.h"
#include "tools/lab/places.h"
#include "tools/lab/specimens.h"
#include "tools/replay/schedule.h"
#include "tools/result/file.h"
#include "tools/result/schedule.h"

namespace atomics_lab::lab {
namespace {

constexpr std::uint64_t kMostTimes = 1'000'000;

absl::StatusOr<std::uint64_t> ParseNumber(std::string_view option,
                                          const std::string& text,
                                          std::uint64_t least,
                                          std::uint64_t most) {
  std::uint64_t number = 0;
  if (absl::SimpleAtoi(text, &number) && number >= least && number <= most) {
    return number;
  }
  return absl::InvalidArgumentError(absl::StrCat(
      option, "=", text, ": a whole number from ", least,
      most == ~std::uint64_t{0} ? " on" : absl::StrCat(" to ", most)));
}

// What the file says becomes what was asked; an option may say it again.
absl::Status Take(std::string_view option, std::string said,
                  const std::string& file, std::string& asked) {
  if (!asked.empty() && asked != said) {
    return absl::InvalidArgumentError(absl::StrCat(
        option, "=", asked, ": the schedule in ", file, " has ", said));
  }
  asked = std::move(said);
  return absl::OkStatus();
}

std::vector<replay::ScheduledStep> StepsOf(const result::Schedule& schedule) {
  std::vector<replay::ScheduledStep> steps;
  steps.reserve(schedule.steps.size());
  for (const result::ScheduleStep& step : schedule.steps) {
    const bool both = step.action == "read-modify-write";
    steps.push_back({.thread = static_cast<std::size_t>(step.thread) - 1,
                     .instruction = step.instruction,
                     .reads = both || step.action == "read",
                     .writes = both || step.action == "write"});
  }
  return steps;
}

// Reads --schedule and puts what it says in `options`.
absl::StatusOr<std::vector<replay::ScheduledStep>> ReadSchedule(
    Options& options) {
  const std::string& file = options.schedule;
  if (!options.outcome.empty()) {
    return absl::InvalidArgumentError(
        "--schedule=FILE says where it ends: --outcome is for what is searched "
        "for");
  }
  ABSL_ASSIGN_OR_RETURN(const std::string text,
                        result::ReadFile(FromWorkingFolder(file)));
  ABSL_ASSIGN_OR_RETURN(const result::Schedule schedule,
                        result::ScheduleFromJson(text, file));
  ABSL_RETURN_IF_ERROR(
      Take("--counter", schedule.counter, file, options.counter));
  ABSL_RETURN_IF_ERROR(Take("--target", schedule.target, file, options.target));
  ABSL_RETURN_IF_ERROR(
      Take("--threads", absl::StrCat(schedule.threads), file, options.threads));
  ABSL_RETURN_IF_ERROR(Take("--increments", absl::StrCat(schedule.increments),
                            file, options.increments));
  if (schedule.outcome.has_value()) {
    options.outcome = absl::StrCat(*schedule.outcome);
  }
  return StepsOf(schedule);
}

// What only real runs can be.
absl::Status CheckSimulated(const ReplayRequest& request,
                            const Options& options) {
  const std::string& why = request.program.why_simulated;
  if (why.empty() || (request.times == 1 && !options.free)) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(
      options.free ? "--free" : absl::StrCat("--times=", request.times), ": ",
      why, "; it is simulated, once and forced"));
}

}  // namespace

absl::StatusOr<ReplayRequest> ParseReplayRequest(const Options& said,
                                                 const std::string& argv0) {
  Options options = said;
  ReplayRequest request{
      .schedule = options.schedule, .free = options.free, .live = options.live};
  if (!options.schedule.empty()) {
    ABSL_ASSIGN_OR_RETURN(request.steps, ReadSchedule(options));
  }
  if (options.counter.empty()) {
    return absl::InvalidArgumentError(
        "replay needs --counter=NAME, see `lab list counters`, or "
        "--schedule=FILE");
  }
  ABSL_ASSIGN_OR_RETURN(request.specimen, FindSpecimen(options.counter));
  ABSL_ASSIGN_OR_RETURN(request.bounds, ParseBounds(options));
  ABSL_ASSIGN_OR_RETURN(request.times,
                        ParseNumber("--times", options.times, 1, kMostTimes));
  if (!options.outcome.empty()) {
    ABSL_ASSIGN_OR_RETURN(
        request.outcome,
        ParseNumber("--outcome", options.outcome, 0, ~std::uint64_t{0}));
  }
  if (!options.record.empty()) {
    request.record = FromWorkingFolder(options.record);
    ABSL_RETURN_IF_ERROR(CheckWritable(request.record));
  }
  ABSL_ASSIGN_OR_RETURN(const Inventory inventory, Inventory::Find(argv0));
  ABSL_ASSIGN_OR_RETURN(request.program, inventory.Replay(options.target));
  ABSL_RETURN_IF_ERROR(CheckSimulated(request, options));
  return request;
}

}  // namespace atomics_lab::lab
