// How much memory a program has allocated, for tests of limits.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_COUNTED_MEMORY_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_COUNTED_MEMORY_H_

#include <cstddef>

namespace atomics_lab::explore {

// Linking this replaces `new` and `delete`. One thread at a time.

// The most bytes that were allocated at once since the last call, beyond those
// that were allocated then.
std::size_t PeakSinceLastAsked();

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_COUNTED_MEMORY_H_
