// Plans and runs for tests, of the subject beside them.
#ifndef ATOMICS_LAB_TESTS_REPLAY_REPLAY_FIXTURE_H_
#define ATOMICS_LAB_TESTS_REPLAY_REPLAY_FIXTURE_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "tools/explore/program.h"
#include "tools/replay/plan.h"
#include "tools/replay/replay.h"
#include "tools/replay/turns.h"

namespace atomics_lab::replay {

// Requires, of all: the environment's SUBJECT is a subject's path; the catalog
// has the counter.

absl::StatusOr<Planner> ExploreCounter(std::string_view counter, int threads,
                                       int increments);

// One run with those turns.
absl::StatusOr<ForcedRun> Force(std::string_view counter,
                                const explore::Job& job, const Turns& turns);

}  // namespace atomics_lab::replay

#endif  // ATOMICS_LAB_TESTS_REPLAY_REPLAY_FIXTURE_H_
