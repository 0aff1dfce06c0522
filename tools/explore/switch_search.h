// The ways to states with the fewest context switches.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_SWITCH_SEARCH_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_SWITCH_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "tools/explore/chunked_vector.h"
#include "tools/explore/state_graph.h"
#include "tools/explore/state_table.h"

namespace atomics_lab::explore {

// A breadth-first search by switches over (state, running thread): going on
// costs nothing, another thread's turn costs one. Since what is asked of a
// state is asked for each of its threads once, it takes no more steps than
// finding the states did. Interchangeable threads stay sorted.
class SwitchSearch {
 public:
  // One step of a way: a move, or (`switches`) that thread's turn.
  struct Turn {
    std::uint32_t state = 0;   // before it
    std::size_t position = 0;  // of the thread, in that state
    bool switches = false;
    std::uint32_t move = 0;
  };

  // Requires: what it is made of outlives it; fewer than MostStates() states.
  SwitchSearch(StateGraph& graph, const StateTable& states,
               std::vector<std::uint32_t> starts);

  static std::size_t MostStates(std::size_t threads) {
    return (std::size_t{1} << 31) / threads - 1;
  }
  static std::size_t MemoryFor(std::size_t states, std::size_t threads) {
    return states * (threads * 3 * sizeof(std::uint32_t) + 1);
  }

  // A state was reached for the first time, after so many switches: they are
  // the fewest. False stops the search.
  using OnState = std::function<bool(std::uint32_t state, std::uint32_t node,
                                     int switches)>;

  // False if there was no answer (Transitions::status()).
  bool Run(const OnState& on_state);

  std::size_t Memory() const {
    return from_.size() * sizeof(from_[0]) + reached_.size() / 8 +
           now_.Memory() + later_.Memory();
  }

  // The way to a node that OnState was told of, from a start.
  std::vector<Turn> WayTo(std::uint32_t node);

 private:
  static constexpr std::uint32_t kUnseen = ~std::uint32_t{0};
  static constexpr std::uint32_t kNoParent = kUnseen - 1;

  struct Arrival {
    std::uint32_t node = 0;
    std::uint32_t from = kNoParent;  // twice the node, and 1 for a switch
  };

  std::uint32_t NodeOf(std::uint32_t state, std::size_t position) const {
    return static_cast<std::uint32_t>(state * graph_.threads() + position);
  }
  bool Follow(const GlobalState& words, std::uint32_t node,
              std::size_t position);
  void Switch(const GlobalState& words, std::uint32_t state, std::uint32_t from,
              ChunkedVector<Arrival>& to);
  Turn TurnTo(std::uint32_t node, std::uint32_t from);

  StateGraph& graph_;
  const StateTable& states_;
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> from_;  // by node
  std::vector<bool> reached_;        // by state
  ChunkedVector<Arrival> now_;
  ChunkedVector<Arrival> later_;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_SWITCH_SEARCH_H_
