// The second pass of a search: how outcomes and stuck states come about.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_WITNESSES_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_WITNESSES_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tools/explore/machine.h"
#include "tools/explore/search.h"
#include "tools/explore/state_space.h"
#include "tools/explore/stuck_states.h"
#include "tools/explore/switch_search.h"

namespace atomics_lab::explore {

// Tells a witness with the fewest context switches of each outcome and of each
// kind of stuck state.
class Witnesses {
 public:
  // Asked every few thousand states, with the bytes that this pass takes; false
  // stops it.
  using MayGoOn = std::function<bool(std::size_t memory)>;

  // Requires: what it is made of outlives it; `reached` by the outcomes'
  // numbers.
  Witnesses(StateSpace& space, std::vector<Reached>& reached)
      : space_(space),
        reached_(reached),
        told_(reached.size()),
        untold_(reached.size()) {}

  // A witness for them too, to `stuck`, which stays where it is.
  void Want(StuckStates states, Stuck& stuck) {
    stuck_.push_back({std::move(states.states), &stuck});
    ++untold_;
  }

  // Errors: those of Machine and Observe.
  absl::Status Find(const MayGoOn& may_go_on);

  // How many it has not told.
  std::size_t untold() const { return untold_; }
  // Bytes of those that it has.
  std::size_t told_bytes() const { return told_bytes_; }

 private:
  struct WantedStuck {
    std::vector<bool> states;  // empty once it is told
    Stuck* stuck = nullptr;
  };

  absl::Status Reach(SwitchSearch& search, std::uint32_t state,
                     std::uint32_t node, int switches);
  absl::Status ReachFinal(SwitchSearch& search, const FinalAt& final,
                          std::uint32_t node, int switches);
  std::size_t FirstFinalOf(std::uint32_t state) const;
  absl::StatusOr<std::vector<LocalState>> EndsOf(const FinalAt& final) const;
  absl::StatusOr<std::vector<WitnessStep>> StoryOf(
      SwitchSearch& search, std::uint32_t node,
      const std::vector<LocalState>& ends);

  StateSpace& space_;
  std::vector<Reached>& reached_;
  std::vector<bool> told_;  // by outcome
  std::vector<WantedStuck> stuck_;
  std::size_t untold_;
  std::size_t told_bytes_ = 0;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_WITNESSES_H_
