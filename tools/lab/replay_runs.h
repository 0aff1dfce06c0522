// The runs of `lab replay`: forced and free, or simulated.
#ifndef ATOMICS_LAB_TOOLS_LAB_REPLAY_RUNS_H_
#define ATOMICS_LAB_TOOLS_LAB_REPLAY_RUNS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/lab/replay_request.h"
#include "tools/replay/turns.h"
#include "tools/result/replay.h"

namespace atomics_lab::lab {

// What the runs are forced through. The planner that made it outlives it.
struct ReplayPlan {
  const explore::Job& job;
  const explore::Observe& observe;  // the job's
  std::uint64_t outcome = 0;
  replay::Turns turns;
};

// Makes the runs that were asked for, and tells of them in `into`, which says
// what they are runs of. Shows on stderr how far they have come, and each
// instruction of the first if that was asked for. Ends early, with what there
// is, after a stop signal (stop_signals.h).
// Errors: those of SubjectWords, RunForced, Simulate, ReadLines; one line.
absl::Status MakeRuns(const ReplayRequest& request, const ReplayPlan& plan,
                      result::Replay& into);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_REPLAY_RUNS_H_
