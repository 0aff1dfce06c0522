// From ways through sorted states to what real threads do.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_STORY_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_STORY_H_

#include <vector>

#include "absl/status/statusor.h"
#include "tools/explore/machine.h"
#include "tools/explore/memory_image.h"
#include "tools/explore/search.h"
#include "tools/explore/state_graph.h"
#include "tools/explore/state_table.h"
#include "tools/explore/switch_search.h"

namespace atomics_lab::explore {

// The way as moves of threads. `starts`: their states before it; `ends`: their
// states after it, where that matters, else empty.
// Errors: the machine's.
absl::StatusOr<std::vector<WitnessStep>> Tell(
    Machine& machine, MemoryImage& memory, const StateGraph& graph,
    const StateTable& states, const std::vector<SwitchSearch::Turn>& way,
    const std::vector<LocalState>& starts, const std::vector<LocalState>& ends);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_STORY_H_
