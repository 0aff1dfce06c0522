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

  std::size_t threads() const { return threads_; }
  const std::vector<Class>& classes() const { return classes_; }
  std::size_t class_of(std::size_t position) const {
    return class_of_[position];
  }

  void Sort(std::uint32_t* state) const {
    for (const Class& alike : classes_) {
      if (alike.size() > 1) SortClass(state, alike);
    }
  }

  // True if the thread at `position` is the first of those that are alike:
  // equal ones stand side by side.
  bool IsFirst(const std::uint32_t* state, std::size_t position) const {
    const std::size_t before = before_[position];
    return before == position || state[before] != state[position];
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
      if (!IsFirst(state, i)) continue;
      if (!VisitThread(state, i, visit)) return false;
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
  enum class Others : std::uint8_t { kAsBefore, kChanged, kNowhere };

  // After a write by the thread at `writer`. kNowhere: no execution goes on, or
  // there is no answer.
  Others TellOthers(std::uint32_t* state, std::size_t writer,
                    std::uint32_t place) {
    auto others = Others::kAsBefore;
    for (std::size_t i = 0; i < threads(); ++i) {
      if (i == writer) continue;
      const LocalState after = transitions_.AfterWrite(state[i], place);
      if (after == kNoState) return Others::kNowhere;
      if (after != state[i]) others = Others::kChanged;
      state[i] = after;
    }
    return others;
  }

  // Sorts a state of which only the thread at `position` may be out of order.
  // Where that thread is then, the first of those that are alike.
  std::size_t Settle(std::uint32_t* state, std::size_t position) const {
    const LocalState moved = state[position];
    std::size_t at = position;
    while (before_[at] != at && state[before_[at]] >= moved) {
      state[at] = state[before_[at]];
      at = before_[at];
    }
    while (after_[at] != at && state[after_[at]] < moved) {
      state[at] = state[after_[at]];
      at = after_[at];
    }
    state[at] = moved;
    return at;
  }

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

  // The same where others may be out of order too.
  std::size_t SortAndFind(std::uint32_t* state, std::size_t position) const {
    const LocalState moved = state[position];
    Sort(state);
    const Class& alike = classes_[class_of_[position]];
    return *std::find_if(alike.begin(), alike.end(),
                         [&](std::size_t i) { return state[i] == moved; });
  }

  bool AllOf(const std::uint32_t* state, bool Transitions::Local::* property) {
    return std::all_of(state, state + threads(), [&](LocalState local) {
      const Transitions::Local* known = transitions_.Of(local);
      return known != nullptr && known->*property;
    });
  }

  Transitions& transitions_;
  std::vector<Class> classes_;
  std::size_t threads_;
  // By position; where there is no other of its class, the position itself.
  std::vector<std::size_t> class_of_;
  std::vector<std::size_t> before_;
  std::vector<std::size_t> after_;
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
    const Others others =
        to->written == Transition::kNoPlace
            ? Others::kAsBefore
            : TellOthers(hop.next.data(), position, to->written);
    if (others == Others::kNowhere) {
      if (!transitions_.status().ok()) return false;
      continue;
    }
    hop.mover = others == Others::kAsBefore
                    ? Settle(hop.next.data(), position)
                    : SortAndFind(hop.next.data(), position);
    visit(hop);
  }
  return true;
}

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_STATE_GRAPH_H_
