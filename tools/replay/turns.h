// In which order threads have to go for a program to end as wanted.
#ifndef ATOMICS_LAB_TOOLS_REPLAY_TURNS_H_
#define ATOMICS_LAB_TOOLS_REPLAY_TURNS_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/explore/exported_graph.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"

namespace atomics_lab::replay {

// Threads by number, from 0. In each turn a thread goes on up to and with its
// next unit (forecast.h) that accesses shared memory.
using Turns = std::vector<std::size_t>;

// Those that a witness takes.
// Requires: it is of `job` under sequential consistency.
// Errors: FailedPrecondition, if another thread goes between two accesses of
// one instruction, which it names.
absl::StatusOr<Turns> TurnsAlong(
    const std::vector<explore::WitnessStep>& witness, const explore::Job& job);

// Turns that end at `outcome`, with the fewest switches of thread of all that
// stop no thread within an instruction or a modelled call.
// Requires: `graph` is whole, of `job` under sequential consistency.
// Errors, one line: NotFound if nothing ends at `outcome`, it says where things
// end; FailedPrecondition, if all executions that end there have another thread
// go between two accesses of one instruction, which it names.
absl::StatusOr<Turns> TurnsTo(const explore::Outcome& outcome,
                              const explore::Job& job,
                              const explore::ExportedGraph& graph);

}  // namespace atomics_lab::replay

#endif  // ATOMICS_LAB_TOOLS_REPLAY_TURNS_H_
