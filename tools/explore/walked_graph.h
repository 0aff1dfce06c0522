// Every state of a small job with its edges, and what can be reached from it.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_WALKED_GRAPH_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_WALKED_GRAPH_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "absl/status/status.h"
#include "tools/explore/search.h"
#include "tools/explore/state_space.h"

namespace atomics_lab::explore {

class WalkedGraph {
 public:
  static constexpr std::uint32_t kLeftOut = ~std::uint32_t{0};

  struct Edge {
    std::size_t thread = 0;
    std::uint32_t move = 0;  // of its Machine::Moves
    std::uint32_t to = 0;
  };

  // Requires: `space` has no states yet, and outlives it.
  explicit WalkedGraph(StateSpace& space) : space_(space) {}

  // To be called once, before all else. Errors: those of Machine and Observe;
  // ResourceExhausted for more than `most` states.
  absl::Status Walk(std::uint32_t most);

  const std::vector<Edge>& edges(std::uint32_t state) const {
    return edges_[state];
  }
  // By outcome, ascending: the states that end with it.
  const std::map<Outcome, std::vector<std::uint32_t>>& ends() const {
    return ends_;
  }
  // Which of ends(), by position, executions from `state` end at.
  const std::vector<std::uint32_t>& reachable(std::uint32_t state) const {
    return reachable_[state];
  }
  // The states that lead to an end or to where a thread is stuck, ascending.
  // From the others, what some thread guessed can only turn out wrong.
  const std::vector<std::uint32_t>& kept() const { return kept_; }
  // The position of `state` in kept(), or kLeftOut.
  std::uint32_t number(std::uint32_t state) const { return number_[state]; }

 private:
  absl::Status FindStates(std::uint32_t most);
  absl::Status Follow(std::uint32_t state);
  absl::Status ObserveEnd(std::uint32_t state);
  void FindReachable();
  void LeaveOut();

  StateSpace& space_;
  std::vector<std::vector<Edge>> edges_;  // by state
  std::map<Outcome, std::vector<std::uint32_t>> ends_;
  std::vector<std::vector<std::uint32_t>> reachable_;  // by state
  std::vector<std::uint32_t> kept_;
  std::vector<std::uint32_t> number_;  // by state
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_WALKED_GRAPH_H_
