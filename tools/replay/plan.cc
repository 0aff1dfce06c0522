#include "tools/replay/plan.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"
#include "tools/explore/explore.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/program/explore_counter.h"
#include "tools/program/instruction_set.h"
#include "tools/replay/schedule.h"
#include "tools/replay/turns.h"

namespace atomics_lab::replay {
namespace {

// Of a graph that is searched for other turns than a witness's.
constexpr std::uint32_t kMostStates = 1'000'000;

std::unique_ptr<explore::Machine> OneAtATime(const explore::Job& job) {
  return explore::MakeMachine(explore::Model::kSc, job);
}

}  // namespace

absl::StatusOr<Planner> Planner::Explore(PlanRequest request) {
  // Threads have addresses of their own, as real ones do.
  request.counter.own.placed = true;
  ABSL_ASSIGN_OR_RETURN(
      program::ExploredCounter explored,
      program::ExploreCounter(request.file,
                              program::InstructionSetOf(request.architecture),
                              request.counter, OneAtATime, request.limits));
  if (explored.not_explorable.empty()) {
    return Planner(std::move(request), std::move(explored));
  }
  return absl::FailedPreconditionError(
      absl::StrCat(request.counter.specimen,
                   " cannot be explored: ", explored.not_explorable));
}

std::vector<std::uint64_t> Planner::outcomes() const {
  std::vector<std::uint64_t> outcomes;
  outcomes.reserve(explored_.exploration.outcomes.size());
  for (const explore::Reached& reached : explored_.exploration.outcomes) {
    outcomes.push_back(reached.outcome.front());
  }
  return outcomes;
}

// Turns that stop no thread within an instruction.
absl::StatusOr<Turns> Planner::OtherTurns(const explore::Outcome& outcome,
                                          const absl::Status& why_not) const {
  ABSL_ASSIGN_OR_RETURN(
      const program::ExportedCounter exported,
      program::ExportCounter(request_.file,
                             program::InstructionSetOf(request_.architecture),
                             request_.counter, OneAtATime, kMostStates));
  // Too many states: the one witness is all that is known.
  if (!exported.not_explorable.empty()) return why_not;
  return replay::TurnsTo(outcome, exported.job, exported.graph);
}

absl::StatusOr<Turns> Planner::TurnsTo(std::uint64_t outcome) const {
  const auto& all = explored_.exploration.outcomes;
  const auto reached = std::ranges::find(all, explore::Outcome{outcome},
                                         &explore::Reached::outcome);
  if (reached == all.end()) {
    return absl::NotFoundError(absl::StrCat(
        explored_.exploration.complete ? "no execution ends at "
                                       : "no execution is known that ends at ",
        outcome, " where threads go one at a time; they end at ",
        absl::StrJoin(outcomes(), " or ")));
  }
  absl::StatusOr<Turns> turns = TurnsAlong(reached->witness, job());
  if (!turns.ok()) turns = OtherTurns(reached->outcome, turns.status());
  if (turns.ok()) return turns;
  return absl::Status(
      turns.status().code(),
      absl::StrCat(outcome, " cannot be forced: ", turns.status().message()));
}

absl::StatusOr<ForcedOutcome> Planner::Follow(
    absl::Span<const ScheduledStep> steps) const {
  return Resolve(steps, job(), explored_.observe);
}

absl::StatusOr<ForcedOutcome> Planner::LeastThatCanBeForced() const {
  absl::Status why_not = absl::NotFoundError("no execution ends");
  for (const std::uint64_t outcome : outcomes()) {
    absl::StatusOr<Turns> turns = TurnsTo(outcome);
    if (turns.ok()) return ForcedOutcome{outcome, *std::move(turns)};
    if (outcome == outcomes().front()) why_not = turns.status();
  }
  return why_not;
}

}  // namespace atomics_lab::replay
