// Makes a litmus test smaller, as long as it still shows what it shows.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_REDUCED_LITMUS_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_REDUCED_LITMUS_H_

#include <functional>
#include <string>

#include "tools/explore/armv8_litmus.h"

namespace atomics_lab::explore::litmus {

// Takes out instructions, orderings and observed registers one by one. What was
// an operation becomes one that does nothing, so that branches stay as they
// are. Requires: fails(litmus), and operations of one instruction, and only
// those, have one site within a thread.
Litmus Reduced(Litmus litmus, const std::function<bool(const Litmus&)>& fails);

// Without its fences, acquires and releases.
Litmus WithoutOrderings(Litmus litmus);

// A line for each operation but those that do nothing.
std::string TextOf(const Litmus& litmus);

}  // namespace atomics_lab::explore::litmus

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_REDUCED_LITMUS_H_
