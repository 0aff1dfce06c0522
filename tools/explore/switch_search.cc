#include "tools/explore/switch_search.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "tools/explore/chunked_vector.h"
#include "tools/explore/state_graph.h"
#include "tools/explore/state_table.h"

namespace atomics_lab::explore {

SwitchSearch::SwitchSearch(StateGraph& graph, const StateTable& states,
                           std::vector<std::uint32_t> starts)
    : graph_(graph),
      states_(states),
      starts_(std::move(starts)),
      from_(states.size() * graph.threads(), kUnseen),
      reached_(states.size()) {}

bool SwitchSearch::Run(const OnState& on_state) {
  const auto threads = static_cast<std::uint32_t>(graph_.threads());
  for (const std::uint32_t start : starts_) {
    Switch(states_[start], start, kNoParent, now_);
  }
  for (int switches = 0; !now_.empty(); ++switches) {
    // Followed in order of arrival, so that ways stay short. A state's first
    // arrival has the fewest switches, so later ones tell nothing new of it.
    for (std::size_t i = 0; i < now_.size(); ++i) {
      const auto [node, from] = now_[i];
      if (from_[node] != kUnseen) continue;
      from_[node] = from;
      const std::uint32_t state = node / threads;
      const bool is_first = !reached_[state];
      reached_[state] = true;
      if (is_first && !on_state(state, node, switches)) return true;
      const GlobalState words = states_[state];
      if (!Follow(words, node, node - state * threads)) return false;
      if (is_first) Switch(words, state, 2 * node + 1, later_);
    }
    now_.clear();
    now_.swap(later_);
  }
  return true;
}

bool SwitchSearch::Follow(const GlobalState& words, std::uint32_t node,
                          std::size_t position) {
  return graph_.VisitThread(words.data(), position, [&](const Hop& hop) {
    const std::uint32_t next = states_.Find(hop.next.data());
    if (next == StateTable::kNone) return;
    const std::uint32_t to = NodeOf(next, hop.mover);
    if (from_[to] != kUnseen) return;
    now_.push_back({.node = to, .from = 2 * node});
  });
}

void SwitchSearch::Switch(const GlobalState& words, std::uint32_t state,
                          std::uint32_t from, ChunkedVector<Arrival>& to) {
  for (std::size_t i = 0; i < graph_.threads(); ++i) {
    if (!graph_.IsFirst(words.data(), i)) continue;
    const std::uint32_t node = NodeOf(state, i);
    if (from_[node] == kUnseen) to.push_back({.node = node, .from = from});
  }
}

std::vector<SwitchSearch::Turn> SwitchSearch::WayTo(std::uint32_t node) {
  std::vector<Turn> way;
  for (; from_[node] != kNoParent; node = from_[node] / 2) {
    way.push_back(TurnTo(node, from_[node]));
  }
  const auto threads = static_cast<std::uint32_t>(graph_.threads());
  way.push_back(
      {.state = node / threads, .position = node % threads, .switches = true});
  std::reverse(way.begin(), way.end());
  return way;
}

SwitchSearch::Turn SwitchSearch::TurnTo(std::uint32_t node,
                                        std::uint32_t from) {
  const auto threads = static_cast<std::uint32_t>(graph_.threads());
  const std::uint32_t before = from / 2;
  Turn turn = {.state = before / threads, .position = before % threads};
  if (from % 2 == 1) {
    turn.switches = true;
    turn.position = node % threads;
    return turn;
  }
  bool found = false;
  const GlobalState state = states_[turn.state];
  graph_.VisitThread(state.data(), turn.position, [&](const Hop& hop) {
    const bool leads_there = hop.mover == node % threads &&
                             states_.Find(hop.next.data()) == node / threads;
    if (leads_there && !std::exchange(found, true)) turn.move = hop.move;
  });
  return turn;
}

}  // namespace atomics_lab::explore
