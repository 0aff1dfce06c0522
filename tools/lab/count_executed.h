// Counters' increments under an emulator that traces them, counted.
#ifndef ATOMICS_LAB_TOOLS_LAB_COUNT_EXECUTED_H_
#define ATOMICS_LAB_TOOLS_LAB_COUNT_EXECUTED_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/bench/executed.h"
#include "tools/result/experiments.h"

namespace atomics_lab::lab {

// Runs `words` with the counters' names behind them, a traced
// tools/bench/count_main.cc. One that executes more than `most` instructions is
// killed, and run anew for the counters behind the one that it hung at.
// Requires: `words` is not empty; the counters are known.
// Guarantees: one for each counter, in their order; nothing runs any more.
// Errors: one line: what kept it from running to its end.
absl::StatusOr<std::vector<result::InstructionCount>> CountExecuted(
    const std::vector<std::string>& words, std::vector<std::string> counters,
    std::uint64_t most = bench::kMostExecuted);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_COUNT_EXECUTED_H_
