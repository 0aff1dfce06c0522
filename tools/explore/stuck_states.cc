#include "tools/explore/stuck_states.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "tools/explore/search.h"
#include "tools/explore/state_space.h"

namespace atomics_lab::explore {
namespace {

bool Any(const std::vector<bool>& states, bool value) {
  return std::find(states.begin(), states.end(), value) != states.end();
}

std::vector<bool> Ends(const StateSpace& space) {
  std::vector<bool> ends(space.states.size());
  for (std::size_t i = 0; i < space.finals.size(); ++i) {
    ends[space.finals[i].state] = true;
  }
  return ends;
}

}  // namespace

// A state on the way to nothing but a deadlock is the deadlock's, so only what
// leads to no end of either kind turns in circles.
std::vector<StuckStates> FindStuck(StateSpace& space) {
  if (space.edges.AllLead()) return {};
  const std::vector<bool> ends = Ends(space);
  const std::vector<bool> can_end = space.edges.Leading(ends);
  if (!Any(can_end, false)) return {};
  const std::vector<bool> dead_ends = space.edges.WithoutNext();
  std::vector<bool> deadlocks(ends.size());
  for (std::uint32_t i = 0; i < ends.size(); ++i) {
    deadlocks[i] =
        dead_ends[i] && !ends[i] && space.graph.Settled(space.states[i].data());
  }
  const std::vector<bool> can_lock = space.edges.Leading(deadlocks);
  std::vector<bool> livelocks(ends.size());
  for (std::uint32_t i = 0; i < ends.size(); ++i) {
    livelocks[i] = !can_end[i] && !can_lock[i] && !dead_ends[i] &&
                   space.graph.Settled(space.states[i].data());
  }
  std::vector<StuckStates> found;
  if (Any(deadlocks, true)) {
    found.push_back({Stuck::Kind::kDeadlock, std::move(deadlocks)});
  }
  if (Any(livelocks, true)) {
    found.push_back({Stuck::Kind::kLivelock, std::move(livelocks)});
  }
  return found;
}

}  // namespace atomics_lab::explore
