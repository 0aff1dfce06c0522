// The final states that herd7 prints, read.
#ifndef ATOMICS_LAB_TESTS_HERD_STATES_H_
#define ATOMICS_LAB_TESTS_HERD_STATES_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/litmus/final_states.h"
#include "tools/litmus/litmus.h"

namespace atomics_lab::herd {

using litmus::State;
using litmus::States;

// The lines of states that herd7 printed for each test, by the test's name.
// Errors: InvalidArgument if a block ends before its announced number of lines.
absl::StatusOr<std::map<std::string, std::vector<std::string>, std::less<>>>
ParseBlocks(std::string_view printed);

// Those lines as states.
// Errors: InvalidArgument for a line that lacks an observed value, or where it
// is no number.
absl::StatusOr<States> ParseStates(const std::vector<std::string>& lines,
                                   const litmus::Test& test,
                                   absl::Span<const litmus::Observed> observed);

}  // namespace atomics_lab::herd

#endif  // ATOMICS_LAB_TESTS_HERD_STATES_H_
