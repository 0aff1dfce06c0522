#include "tools/explore/walked_graph.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/explore/state_graph.h"
#include "tools/explore/state_space.h"
#include "tools/explore/state_table.h"

namespace atomics_lab::explore {

absl::Status WalkedGraph::Follow(std::uint32_t state) {
  const GlobalState words = space_.states[state];
  std::vector<Edge>& edges = edges_.emplace_back();
  space_.edges.Begin();
  const bool answered =
      space_.graph.VisitAll(words.data(), [&](const Hop& hop) {
        const std::uint32_t to = space_.states.Intern(hop.next.data());
        space_.edges.Add(to);
        edges.push_back({hop.thread, hop.move, to});
      });
  if (!answered) return space_.transitions.status();
  const bool ends = space_.graph.Finished(words.data());
  space_.edges.End(ends);
  return ends ? ObserveEnd(state) : absl::OkStatus();
}

absl::Status WalkedGraph::ObserveEnd(std::uint32_t state) {
  ABSL_ASSIGN_OR_RETURN(const auto observed, space_.ObserveAll(state));
  ends_[observed.front().outcome].push_back(state);
  return absl::OkStatus();
}

absl::Status WalkedGraph::FindStates(std::uint32_t most) {
  for (std::uint32_t state = 0; state < space_.states.size(); ++state) {
    if (space_.states.size() > most) {
      return absl::ResourceExhaustedError(
          absl::StrCat("has more than ", most,
                       " states; a graph is for small "
                       "cases: ask for fewer threads or increments"));
    }
    ABSL_RETURN_IF_ERROR(Follow(state));
  }
  return absl::OkStatus();
}

void WalkedGraph::FindReachable() {
  reachable_.resize(edges_.size());
  std::uint32_t outcome = 0;
  for (const auto& [value, states] : ends_) {
    std::vector<bool> ends(edges_.size());
    for (const std::uint32_t state : states) ends[state] = true;
    const std::vector<bool> leading = space_.edges.Leading(ends);
    for (std::size_t state = 0; state < leading.size(); ++state) {
      if (leading[state]) reachable_[state].push_back(outcome);
    }
    ++outcome;
  }
}

// Only what is settled is stuck where it cannot end.
void WalkedGraph::LeaveOut() {
  std::vector<bool> stuck(edges_.size());
  for (std::uint32_t state = 0; state < edges_.size(); ++state) {
    stuck[state] = reachable_[state].empty() &&
                   space_.graph.Settled(space_.states[state].data());
  }
  const std::vector<bool> to_stuck = space_.edges.Leading(stuck);
  number_.assign(edges_.size(), kLeftOut);
  for (std::uint32_t state = 0; state < edges_.size(); ++state) {
    if (reachable_[state].empty() && !to_stuck[state]) continue;
    number_[state] = static_cast<std::uint32_t>(kept_.size());
    kept_.push_back(state);
  }
}

absl::Status WalkedGraph::Walk(std::uint32_t most) {
  space_.AddStarts();
  ABSL_RETURN_IF_ERROR(FindStates(most));
  FindReachable();
  LeaveOut();
  return absl::OkStatus();
}

}  // namespace atomics_lab::explore
