// What a measurement was expected to show, and whether it did.
#ifndef ATOMICS_LAB_TOOLS_RESULT_BENCH_EXPECTATIONS_H_
#define ATOMICS_LAB_TOOLS_RESULT_BENCH_EXPECTATIONS_H_

#include <string>
#include <vector>

#include "tools/result/bench.h"

namespace atomics_lab::result {

struct BenchExpectation {
  std::string text;  // "per_cpu at 1: to floor at most 1.1"
  int repetitions = 0;
  Spread value;  // over repetitions; zeros if there are none
  // False also where nothing was measured.
  bool met = false;

  friend bool operator==(const BenchExpectation&,
                         const BenchExpectation&) = default;
};

struct BenchExpectations {
  std::string target;
  std::vector<BenchExpectation> expectations;

  friend bool operator==(const BenchExpectations&,
                         const BenchExpectations&) = default;
};

// Guarantees: valid UTF-8; keys in a fixed order; ends with a newline.
std::string BenchExpectationsToJson(const BenchExpectations& expectations);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_BENCH_EXPECTATIONS_H_
