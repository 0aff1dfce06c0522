// From what a person wants to see to a schedule.
#ifndef ATOMICS_LAB_TOOLS_REPLAY_PLAN_H_
#define ATOMICS_LAB_TOOLS_REPLAY_PLAN_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/listing/listing.h"
#include "tools/program/counter_job.h"
#include "tools/program/explore_counter.h"
#include "tools/replay/schedule.h"
#include "tools/replay/turns.h"

namespace atomics_lab::replay {

struct PlanRequest {
  std::string file;  // a subject
  listing::Architecture architecture = listing::Architecture::kX86_64;
  program::CounterRequest counter;
  explore::Limits limits;
};

// A counter, explored under sequential consistency: that is what threads do
// that go one at a time.
class Planner {
 public:
  // Errors: FailedPrecondition, one line, for a counter that cannot be
  // explored; those of ExploreCounter.
  static absl::StatusOr<Planner> Explore(PlanRequest request);

  const explore::Job& job() const { return explored_.job; }
  const explore::Observe& observe() const { return explored_.observe; }
  // Where executions end, ascending.
  std::vector<std::uint64_t> outcomes() const;
  // The least that can be forced. Errors: as TurnsTo, of the least.
  absl::StatusOr<ForcedOutcome> LeastThatCanBeForced() const;

  // Turns that end there.
  // Errors, one line: FailedPrecondition if it cannot be forced, with the
  // reason; NotFound if no execution ends there, with where they end.
  absl::StatusOr<Turns> TurnsTo(std::uint64_t outcome) const;

  // As Resolve (schedule.h).
  absl::StatusOr<ForcedOutcome> Follow(
      absl::Span<const ScheduledStep> steps) const;

 private:
  Planner(PlanRequest request, program::ExploredCounter explored)
      : request_(std::move(request)), explored_(std::move(explored)) {}

  absl::StatusOr<Turns> OtherTurns(const explore::Outcome& outcome,
                                   const absl::Status& why_not) const;

  PlanRequest request_;
  program::ExploredCounter explored_;
};

}  // namespace atomics_lab::replay

#endif  // ATOMICS_LAB_TOOLS_REPLAY_PLAN_H_
