// Two measurements of the same counters, held against each other.
#ifndef ATOMICS_LAB_TOOLS_RESULT_BENCH_COMPARISON_H_
#define ATOMICS_LAB_TOOLS_RESULT_BENCH_COMPARISON_H_

#include <string>
#include <vector>

#include "tools/result/bench.h"

namespace atomics_lab::result {

enum class BenchChange { kNone, kSlower, kFaster };

// One counter under one number of threads with one mix and hint.
struct BenchRowComparison {
  std::string counter;
  int threads = 0;
  std::string mix = std::string(kAdds);
  std::string hint = std::string(kNoHint);
  Spread old_to_floor;
  Spread to_floor;
  double percent = 0;      // of the medians: (new / old - 1) × 100
  double p = 1;            // Mann-Whitney, two-sided
  double superiority = 0;  // how often a new repetition costs more
  BenchChange change = BenchChange::kNone;

  friend bool operator==(const BenchRowComparison&,
                         const BenchRowComparison&) = default;
};

struct BenchComparison {
  std::string target;
  double p_limit = 0;        // rows below it, and
  double percent_limit = 0;  // farther apart than that, have changed
  std::vector<std::string> differences;  // "kernel: Linux 6.1, now Linux 6.2"
  std::vector<BenchRowComparison> rows;
  std::vector<std::string> only_old;  // "sharded, threads 4"
  std::vector<std::string> only_new;

  friend bool operator==(const BenchComparison&,
                         const BenchComparison&) = default;
};

// Guarantees: valid UTF-8; keys in a fixed order; ends with a newline.
std::string BenchComparisonToJson(const BenchComparison& comparison);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_BENCH_COMPARISON_H_
