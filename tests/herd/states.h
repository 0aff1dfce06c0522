// Final states of a litmus test, and how herd7 prints them.
#ifndef ATOMICS_LAB_TESTS_HERD_STATES_H_
#define ATOMICS_LAB_TESTS_HERD_STATES_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/litmus/litmus.h"

namespace atomics_lab::herd {

// One number for each observed value, cut to its width.
using State = std::vector<std::uint64_t>;
using States = std::set<State>;

// Bytes in which a value is compared: a location's own size. Registers hold
// what locations do, so they have the size of the test's widest location.
int WidthOf(const litmus::Test& test, const litmus::Observed& observed);
std::uint64_t Cut(std::uint64_t value, int width);

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

// As herd7 would print it.
std::string Show(const State& state, const litmus::Test& test,
                 absl::Span<const litmus::Observed> observed);

}  // namespace atomics_lab::herd

#endif  // ATOMICS_LAB_TESTS_HERD_STATES_H_
