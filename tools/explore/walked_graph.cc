#include "tools/explore/walked_graph.h"

#include <algorithm>
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

void WalkedGraph::AddStarts() {
  for (std::size_t i = 0; i < space_.memory.starts(); ++i) {
    GlobalState state{};
    std::copy(space_.starts.begin(), space_.starts.end(), state.begin());
    state[space_.threads()] = space_.memory.Start(i);
    space_.start_states.push_back(space_.states.Intern(state.data()));
  }
}

absl::Status WalkedGraph::Follow(std::uint32_t state) {
  const GlobalState words = space_.states[state];
  std::vector<Edge>& edges = edges_.emplace_back();
  const bool answered =
      space_.graph.VisitAll(words.data(), [&](const Hop& hop) {
        edges.push_back(
            {hop.thread, hop.move, space_.states.Intern(hop.next.data())});
      });
  if (!answered) return space_.transitions.status();
  if (!space_.graph.Finished(words.data())) return absl::OkStatus();
  return ObserveEnd(state);
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
  before_.resize(space_.states.size());
  for (std::uint32_t state = 0; state < edges_.size(); ++state) {
    for (const Edge& edge : edges_[state]) before_[edge.to].push_back(state);
  }
  return absl::OkStatus();
}

// Which states lead to one of `goals`; they themselves do.
std::vector<bool> WalkedGraph::LeadingTo(
    const std::vector<std::uint32_t>& goals) const {
  std::vector<bool> leading(edges_.size());
  std::vector<std::uint32_t> open = goals;
  for (const std::uint32_t goal : goals) leading[goal] = true;
  while (!open.empty()) {
    const std::uint32_t state = open.back();
    open.pop_back();
    for (const std::uint32_t before : before_[state]) {
      if (leading[before]) continue;
      leading[before] = true;
      open.push_back(before);
    }
  }
  return leading;
}

void WalkedGraph::FindReachable() {
  reachable_.resize(edges_.size());
  std::uint32_t outcome = 0;
  for (const auto& [value, states] : ends_) {
    const std::vector<bool> leading = LeadingTo(states);
    for (std::size_t state = 0; state < leading.size(); ++state) {
      if (leading[state]) reachable_[state].push_back(outcome);
    }
    ++outcome;
  }
}

// Only what is settled is stuck where it cannot end.
void WalkedGraph::LeaveOut() {
  std::vector<std::uint32_t> stuck;
  for (std::uint32_t state = 0; state < edges_.size(); ++state) {
    if (reachable_[state].empty() &&
        space_.graph.Settled(space_.states[state].data())) {
      stuck.push_back(state);
    }
  }
  const std::vector<bool> to_stuck = LeadingTo(stuck);
  number_.assign(edges_.size(), kLeftOut);
  for (std::uint32_t state = 0; state < edges_.size(); ++state) {
    if (reachable_[state].empty() && !to_stuck[state]) continue;
    number_[state] = static_cast<std::uint32_t>(kept_.size());
    kept_.push_back(state);
  }
}

absl::Status WalkedGraph::Walk(std::uint32_t most) {
  AddStarts();
  ABSL_RETURN_IF_ERROR(FindStates(most));
  FindReachable();
  LeaveOut();
  return absl::OkStatus();
}

}  // namespace atomics_lab::explore
