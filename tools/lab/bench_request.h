// What a person asked `lab bench` for.
#ifndef ATOMICS_LAB_TOOLS_LAB_BENCH_REQUEST_H_
#define ATOMICS_LAB_TOOLS_LAB_BENCH_REQUEST_H_

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {

// The value of --counters where it is not given: all, but none beside
// --experiments.
inline constexpr std::string_view kDefaultCounters = "default";

struct BenchRequest {
  std::vector<std::string> counters;  // in the order in which they were named
  std::vector<int> threads;           // ascending, each once
  std::vector<std::string> mixes;     // in the order in which they were named
  std::vector<std::string> hints;     // likewise
  int repetitions = 0;
  std::chrono::milliseconds run{0};     // of each run, if the budget has room
  std::chrono::milliseconds budget{0};  // what all runs should take; 0 for any
  // When the last run begins at the latest, on a machine that is so busy that
  // the budget did not hold; 0 for never.
  std::chrono::milliseconds deadline{0};
  bool pinned = true;
  bool latency = false;                  // of locks, single increments, too
  std::vector<std::string> experiments;  // as result::kExperiments has them
};

inline constexpr int kMostBenchThreads = 1024;

// 1, 2, 4, … and `cpus` and twice `cpus`, the greatest.
// Requires: `cpus` > 0.
std::vector<int> EveryThreadCount(int cpus);

// Errors: InvalidArgument, one line: an unknown counter, mix, hint or
// experiment (with near names), experiments beside what speaks only of
// counters, a number of threads that is no number or too great, an empty
// selection, sections or latency where no counter is a lock, hints where none
// is a spinning one, --quick and --full at once, an affinity that is neither
// pinned nor free.
absl::StatusOr<BenchRequest> ParseBenchRequest(const Options& options,
                                               int cpus);

// Whether a file could be written at `path`, as far as can be told before.
// Errors: InvalidArgument, one line: `path` is a folder, or its folder cannot
// be written.
absl::Status CheckWritable(const std::string& path);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_BENCH_REQUEST_H_
