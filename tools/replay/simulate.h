// Threads that nobody runs: only the forecast is followed. For programs of
// which this machine can step no real thread.
#ifndef ATOMICS_LAB_TOOLS_REPLAY_SIMULATE_H_
#define ATOMICS_LAB_TOOLS_REPLAY_SIMULATE_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/replay/follow.h"
#include "tools/replay/turns.h"

namespace atomics_lab::replay {

// What Read returns in the end. Each unit is told when it is done.
// Requires: `job` as of Forecast; `observe` is its own, and asks for memory
// only.
// Errors: those of FollowTurns and Forecast.
absl::StatusOr<std::uint64_t> Simulate(const Turns& turns,
                                       const explore::Job& job,
                                       const explore::Observe& observe,
                                       const Tell& done);

// What Read returns where a forecast stands.
// Requires: all its threads have finished.
absl::StatusOr<std::uint64_t> ReadAtEnd(const Forecast& forecast,
                                        const explore::Observe& observe);

}  // namespace atomics_lab::replay

#endif  // ATOMICS_LAB_TOOLS_REPLAY_SIMULATE_H_
