// Turns, gone through instruction by instruction.
#ifndef ATOMICS_LAB_TOOLS_REPLAY_FOLLOW_H_
#define ATOMICS_LAB_TOOLS_REPLAY_FOLLOW_H_

#include <cstddef>
#include <functional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tools/replay/forecast.h"
#include "tools/replay/turns.h"

namespace atomics_lab::replay {

// A unit that a thread has done as foretold.
struct Done {
  std::size_t thread = 0;
  const Unit* unit = nullptr;
  const Forecast* forecast = nullptr;  // after it
};
using Tell = std::function<void(const Done&)>;

// Calls `step` for the threads' units in the order of `turns`, and then for
// what is left and touches no shared memory. `step` takes the next unit of that
// thread out of `forecast`. Ends early once `over` says so.
// Errors: those of `step`; InvalidArgument, one line, for turns that cannot be
// followed, with the number of the turn.
absl::Status FollowTurns(
    const Turns& turns, const Forecast& forecast,
    const std::function<absl::StatusOr<Unit>(std::size_t thread)>& step,
    const std::function<bool()>& over);

}  // namespace atomics_lab::replay

#endif  // ATOMICS_LAB_TOOLS_REPLAY_FOLLOW_H_
