// The command line of final_counter, understood and checked.
#ifndef ATOMICS_LAB_COUNTERS_FINAL_COUNTER_REQUEST_H_
#define ATOMICS_LAB_COUNTERS_FINAL_COUNTER_REQUEST_H_

#include <string>

#include "absl/status/statusor.h"
#include "counters/probes.h"
#include "counters/stress.h"

namespace atomics_lab {

// The flags as they were typed. Text, so that every wrong value meets the same
// one-line message.
struct FinalCounterFlags {
  std::string counter = "fetch_add_relaxed_64";
  std::string threads = "2";
  std::string increments = "2";
  std::string runs;  // empty: as many as suit the counter
  bool println = false;
};

struct FinalCounterRequest {
  Probe probe;
  StressPlan plan;
  std::string note;  // for stderr; empty or one line
};

// Errors: InvalidArgument, one line that names the flag, the value and what
// would be right: an unknown counter (it lists the names), threads outside
// 1 … 1024, increments outside 0 … 2^32, runs outside 1 … 2^32.
absl::StatusOr<FinalCounterRequest> ParseRequest(
    const FinalCounterFlags& flags);

// What stands on stdout in the end: `Final Counter: 4` for one run of a
// lossless counter; otherwise the table of final values, how many runs
// overlapped at all, and a line that says what it does not prove.
std::string RenderFinalCounter(const FinalCounterRequest& request,
                               const StressResult& result);

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_FINAL_COUNTER_REQUEST_H_
