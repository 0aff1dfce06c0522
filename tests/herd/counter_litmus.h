// A counter's Add as a litmus test of two threads.
#ifndef ATOMICS_LAB_TESTS_HERD_COUNTER_LITMUS_H_
#define ATOMICS_LAB_TESTS_HERD_COUNTER_LITMUS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tests/herd/straight_code.h"
#include "tools/litmus/litmus.h"

namespace atomics_lab::herd {

struct CounterTest {
  litmus::Test test;
  // Where the test's locations lie in the counter, in their order.
  std::vector<Place> places;
  // For each thread a register that is 1 at the end of those executions that
  // were not cut off.
  std::vector<litmus::Observed> ended;
};

// Each thread adds 1 to the counter `increments` times.
// Requires: `counter` holds the bytes of a new counter.
// Errors: Unimplemented, in one line, for instructions that herd7 does not
// know, where registers run out, and for places outside the counter.
absl::StatusOr<CounterTest> CounterLitmus(
    const StraightCode& code, std::string_view name, int increments,
    absl::Span<const std::uint8_t> counter);

}  // namespace atomics_lab::herd

#endif  // ATOMICS_LAB_TESTS_HERD_COUNTER_LITMUS_H_
