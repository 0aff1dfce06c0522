// The ways from a load-exclusive to the stores-exclusive that belong to it.
#ifndef ATOMICS_LAB_TOOLS_ISA_EXCLUSIVE_WAYS_H_
#define ATOMICS_LAB_TOOLS_ISA_EXCLUSIVE_WAYS_H_

#include <cstddef>
#include <set>
#include <vector>

#include "tools/isa/code_reader.h"

namespace atomics_lab::isa {

struct ExclusiveWays {
  std::vector<std::size_t> stores;  // offsets, ascending
  // On a way from the load to one of those, both left out.
  std::set<std::size_t> between;
};

// A way ends at a store-exclusive, at another load-exclusive, at `clrex`, and
// where the function does.
// Requires: a load-exclusive stands at `load`. Guarantees: time is linear in
// kMostSteps.
ExclusiveWays WaysFrom(CodeReader& code, std::size_t load);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_EXCLUSIVE_WAYS_H_
