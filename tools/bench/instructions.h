// How many instructions an increment takes.
#ifndef ATOMICS_LAB_TOOLS_BENCH_INSTRUCTIONS_H_
#define ATOMICS_LAB_TOOLS_BENCH_INSTRUCTIONS_H_

#include <string>
#include <vector>

#include "tools/bench/watch.h"
#include "tools/result/experiments.h"

namespace atomics_lab::bench {

// For each counter, or for all if none is named, a process of its own makes two
// increments of a new object through the counter's probe, instruction by
// instruction (ptrace(2), PTRACE_SINGLESTEP). What is counted is every
// instruction from the first of the probe's Add to its return, both included,
// with all that it calls; what the kernel does is not, and a repeated string
// instruction counts once for each round.
// Requires: the counters are known; no other thread of this process runs.
// Guarantees: no process is left behind, not even if this one is killed. There
// is a reason instead of counts where the system does not permit it or the
// machine is no x86-64, and for a counter whose increment does not end:
// stepping makes a restartable sequence begin anew each time.
result::Instructions CountInstructions(const std::vector<std::string>& counters,
                                       const Watch& watch);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_INSTRUCTIONS_H_
