// Final states of a litmus test, as herd7 has them.
#ifndef ATOMICS_LAB_TOOLS_LITMUS_FINAL_STATES_H_
#define ATOMICS_LAB_TOOLS_LITMUS_FINAL_STATES_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "tools/litmus/litmus.h"

namespace atomics_lab::litmus {

// One number for each observed value, cut to its width.
using State = std::vector<std::uint64_t>;
using States = std::set<State>;

// Bytes in which a value is compared: a location's own size. Registers hold
// what locations do, so they have the size of the test's widest location.
int WidthOf(const Test& test, const Observed& observed);
std::uint64_t Cut(std::uint64_t value, int width);

// "0:X1=1; [x]=-2;": as herd7 prints it, negative numbers where a location's
// type has them.
std::string Show(const State& state, const Test& test,
                 absl::Span<const Observed> observed);

}  // namespace atomics_lab::litmus

#endif  // ATOMICS_LAB_TOOLS_LITMUS_FINAL_STATES_H_
