// From an order that somebody wrote down to turns that threads can be forced to
// take.
#ifndef ATOMICS_LAB_TOOLS_REPLAY_SCHEDULE_H_
#define ATOMICS_LAB_TOOLS_REPLAY_SCHEDULE_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/replay/turns.h"

namespace atomics_lab::replay {

// A thread's next access to shared memory.
struct ScheduledStep {
  std::size_t thread = 0;   // from 0
  std::string instruction;  // that makes it; empty: whichever comes
  // What it does, of all that the instruction does; neither: all of it.
  bool reads = false;
  bool writes = false;
};

// Turns, and where they end.
struct ForcedOutcome {
  std::uint64_t outcome = 0;
  Turns turns;
};

// Follows `steps` with a forecast. Steps that are accesses of one instruction
// are one turn.
// Requires: `job` as of Forecast; `observe` is its own, and asks for memory
// only.
// Errors, one line with the number of the step and the reason:
// FailedPrecondition, if another thread goes between two accesses of one
// instruction; InvalidArgument, if a thread has finished, comes to another
// instruction, or has not finished when the steps end. Those of Forecast.
absl::StatusOr<ForcedOutcome> Resolve(absl::Span<const ScheduledStep> steps,
                                      const explore::Job& job,
                                      const explore::Observe& observe);

}  // namespace atomics_lab::replay

#endif  // ATOMICS_LAB_TOOLS_REPLAY_SCHEDULE_H_
