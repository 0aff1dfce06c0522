// Global states, and how they follow from each other.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_STATE_GRAPH_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_STATE_GRAPH_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/explore/move.h"
#include "tools/explore/state_table.h"
#include "tools/explore/transitions.h"

namespace atomics_lab::explore {

// Threads that are interchangeable, by position, ascending.
using Class = std::vector<std::size_t>;

// A move from one global state to another.
struct Hop {
  std::size_t thread = 0;  // its position in the state before
  std::uint32_t move = 0;  // of its Machine::Moves
  std::size_t mover = 0;   // its position in the state after, the first of
                           // those that are then alike
  GlobalState next;
};

// Interchangeable threads are kept in the order of their states, so that
// states that differ by an exchange are one. Sound: what a thread can do
// depends on its own state and memory alone, so exchanging two that started
// alike maps every execution onto one with the same memory. What tells them
// apart, their registers at the end, is asked for every arrangement
// (ObserveAll).
class StateGraph {
 public:
  // `starts`: each thread's. Requires: `transitions` outlives it.
  StateGraph(Transitions& transitions, const std::vector<LocalState>& starts,
             bool symmetry);

  std::size_t threads() const { return class_of_.size(); }
  const std::vector<Class>& classes() const { return classes_; }
  std::size_t class_of(std::size_t position) const {
    return class_of_[position];
  }

  void Sort(std::uint32_t* state) const {
    for (const Class& alike : classes_) {
      if (alike.size() > 1) SortClass(state, alike);
    }
  }

  // The first position whose thread is like the one at `position`.
  std::size_t FirstLike(const std::uint32_t* state,
                        std::size_t position) const {
    for (const std::size_t other : classes_[class_of_[position]]) {
      if (state[other] == state[position]) return other;
    }
    return position;
  }

  // Calls visit(hop) with every move that thread `position` can make, in order.
  // False, and Transitions::status() says why, if there is no answer.
  template <typename Visit>
  bool VisitThread(const std::uint32_t* state, std::size_t position,
                   const Visit& visit);

  // The same for all threads; of threads that are alike, the first.
  template <typename Visit>
  bool VisitAll(const std::uint32_t* state, const Visit& visit) {
    for (std::size_t i = 0; i < threads(); ++i) {
      if (FirstLike(state, i) != i) continue;
      if (!VisitThread(state, i, visit)) return false;
    }
    return true;
  }

  // After a write by the thread at `writer`: the others. False if no execution
  // goes on, or there is no answer.
  bool TellOthers(std::uint32_t* state, std::size_t writer,
                  std::uint32_t place) {
    for (std::size_t i = 0; i < threads(); ++i) {
      if (i == writer) continue;
      state[i] = transitions_.AfterWrite(state[i], place);
      if (state[i] == kNoState) return false;
    }
    return true;
  }

  // Requires: the states of all threads have been visited.
  bool Finished(const std::uint32_t* state) {
    return AllOf(state, &Transitions::Local::finished);
  }
  bool Settled(const std::uint32_t* state) {
    return AllOf(state, &Transitions::Local::settled);
  }

 private:
  static void SortClass(std::uint32_t* state, const Class& alike) {
    for (std::size_t i = 1; i < alike.size(); ++i) {
      const std::uint32_t moved = state[alike[i]];
      std::size_t to = i;
      for (; to > 0 && state[alike[to - 1]] > moved; --to) {
        state[alike[to]] = state[alike[to - 1]];
      }
      state[alike[to]] = moved;
    }
  }

  bool AllOf(const std::uint32_t* state, bool Transitions::Local::* property) {
    return std::all_of(state, state + threads(), [&](LocalState local) {
      const Transitions::Local* known = transitions_.Of(local);
      return known != nullptr && known->*property;
    });
  }

  Transitions& transitions_;
  std::vector<Class> classes_;
  std::vector<std::size_t> class_of_;  // by position
};

template <typename Visit>
bool StateGraph::VisitThread(const std::uint32_t* state, std::size_t position,
                             const Visit& visit) {
  const Transitions::Local* known = transitions_.Of(state[position]);
  if (known == nullptr) return false;
  const Transitions::Local local = *known;
  Hop hop;
  hop.thread = position;
  for (hop.move = 0; hop.move < local.moves; ++hop.move) {
    const Transition* to = transitions_.Follow(
        state[position], local.first_move + hop.move, state[threads()]);
    if (to == nullptr) return false;
    if (to->next == kNoState) continue;
    std::copy_n(state, threads(), hop.next.begin());
    hop.next[position] = to->next;
    hop.next[threads()] = to->memory;
    if (to->written != Transition::kNoPlace &&
        !TellOthers(hop.next.data(), position, to->written)) {
      if (!transitions_.status().ok()) return false;
      continue;
    }
    const LocalState moved = hop.next[position];
    Sort(hop.next.data());
    const Class& alike = classes_[class_of_[position]];
    hop.mover = *std::find_if(alike.begin(), alike.end(), [&](std::size_t i) {
      return hop.next[i] == moved;
    });
    visit(hop);
  }
  return true;
}

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_STATE_GRAPH_H_
