// States from which no execution ends.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_STUCK_STATES_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_STUCK_STATES_H_

#include <cstddef>
#include <vector>

#include "tools/explore/search.h"
#include "tools/explore/state_space.h"

namespace atomics_lab::explore {

struct StuckStates {
  Stuck::Kind kind = Stuck::Kind::kDeadlock;
  std::vector<bool> states;  // at least one
};

// Those of each kind that there are. Requires: all states have been followed.
std::vector<StuckStates> FindStuck(StateSpace& space);

// Bytes that it takes for so many states.
inline std::size_t MemoryToFindStuck(std::size_t states) { return states; }

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_STUCK_STATES_H_
