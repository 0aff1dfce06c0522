// How long single increments took, as percentiles.
#ifndef ATOMICS_LAB_TOOLS_RESULT_LATENCY_H_
#define ATOMICS_LAB_TOOLS_RESULT_LATENCY_H_

#include <cstdint>
#include <string>
#include <vector>

namespace atomics_lab::result {

// Nanoseconds; of all threads and repetitions together. Zeros if there was
// nothing to time.
struct Percentiles {
  std::uint64_t count = 0;
  double p50 = 0;  // half of them took no longer
  double p99 = 0;
  double p999 = 0;  // 99.9 % of them
  double most = 0;

  friend bool operator==(const Percentiles&, const Percentiles&) = default;
};

// One lock under one number of threads with one hint.
struct LatencyRow {
  std::string counter;
  int threads = 0;
  std::string hint;
  int repetitions = 0;  // fewer than planned if stopped
  Percentiles ns;       // with what the clock takes

  friend bool operator==(const LatencyRow&, const LatencyRow&) = default;
};

struct Latency {
  std::string clock;   // "rdtsc"
  double tick_ns = 0;  // how long a tick of it lasted
  // By what part of itself a percentile may be too great; `most` is exact.
  double error = 0;
  double run_seconds = 0;  // how long each run lasts
  int repetitions = 0;     // of each row
  // What timing costs by itself: the clock and the call, around no increment.
  Percentiles nothing;
  std::vector<LatencyRow> rows;

  friend bool operator==(const Latency&, const Latency&) = default;
};

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_LATENCY_H_
