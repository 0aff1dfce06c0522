// Ratios that a measurement has to show on any machine that is worth measuring
// on: what is expected, read from a file, and whether it was met.
#ifndef ATOMICS_LAB_TOOLS_BENCH_EXPECTATIONS_H_
#define ATOMICS_LAB_TOOLS_BENCH_EXPECTATIONS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/result/bench.h"
#include "tools/result/bench_expectations.h"

namespace atomics_lab::bench {

struct Expectation {
  enum class Of {
    kToFloor,     // ns / floor_ns
    kToBaseline,  // ns / baseline_ns
    kSpeedup,     // all threads' increments a second, by those of one thread
  };

  std::string text;     // as written
  std::string counter;  // empty: the harness
  int threads = 1;
  Of of = Of::kToFloor;
  bool at_most = true;  // else at least
  double limit = 0;
};

// One a line; `#` begins a comment:
//   per_cpu at 1: to floor at most 1.1
//   per_cpu at 2: to baseline at most 0.02
//   sharded at 2: speedup at least 1.8
//   harness: to floor at most 0.05
// `at 2`: threads. `source` stands for the file in messages.
// Errors: InvalidArgument, one line with the number of the line where something
// else stands; or there is no expectation at all. Names of counters are not
// looked up.
absl::StatusOr<std::vector<Expectation>> ParseExpectations(
    std::string_view text, std::string_view source);

// The counters that they speak of and the numbers of threads that they need,
// each once, in order.
std::vector<std::string> CountersOf(
    const std::vector<Expectation>& expectations);
std::vector<int> ThreadsOf(const std::vector<Expectation>& expectations);

// Guarantees: one for each, in order. Ratios are formed within each repetition;
// one is missed only beyond noise: if the limit lies outside of the quartiles,
// too.
result::BenchExpectations Judge(const std::vector<Expectation>& expectations,
                                const result::Bench& bench);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_EXPECTATIONS_H_
