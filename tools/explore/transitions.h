// A machine's answers, remembered.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_TRANSITIONS_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_TRANSITIONS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "tools/explore/machine.h"
#include "tools/explore/memory_image.h"
#include "tools/explore/program.h"
#include "tools/explore/recent_answers.h"

namespace atomics_lab::explore {

// What a move in some memory leads to.
struct Transition {
  static constexpr std::uint32_t kNoPlace = ~std::uint32_t{0};

  LocalState next = kNoState;
  std::uint32_t memory = 0;
  std::uint32_t written = kNoPlace;  // the place, if anything was
};

// Moves have numbers of their own here, dense over all local states. What a
// move leads to is asked again if it was forgotten.
class Transitions {
 public:
  struct Local {
    std::uint32_t first_move = 0;
    std::uint16_t moves = 0;
    bool known = false;
    bool finished = false;
    bool settled = false;
  };

  // Requires: what it is made of outlives it. `bytes`: of both tables at most.
  Transitions(const Job& job, Machine& machine, MemoryImage& memory,
              std::size_t bytes)
      : job_(job),
        machine_(machine),
        memory_(memory),
        followed_(bytes / 2),
        foreign_(bytes / 2) {}

  // nullptr, and status() says why, if the machine has no answer. Valid until
  // the next call.
  const Local* Of(LocalState state) {
    if (state < locals_.size() && locals_[state].known) return &locals_[state];
    return Learn(state);
  }

  // Requires: `move` is one of `state`'s. nullptr: as Of.
  const Transition* Follow(LocalState state, std::uint32_t move,
                           std::uint32_t memory) {
    const Transition* known = followed_.Find(move, memory);
    return known != nullptr ? known : Ask(state, move, memory);
  }

  // The state after another thread's write; kNoState may be that, or an error
  // that status() has.
  LocalState AfterWrite(LocalState state, std::uint32_t place) {
    if (state < deaf_.size() && deaf_[state] != 0) return state;
    const LocalState* known = foreign_.Find(state, place);
    return known != nullptr ? *known : AskForeign(state, place);
  }

  const absl::Status& status() const { return status_; }
  // See Exploration::mixed_sizes.
  const std::string& mixed_sizes() const { return mixed_sizes_; }
  std::size_t Memory() const;
  // Bytes that `more` states may take for a moment on top of Memory().
  std::size_t GrowthFor(std::size_t more) const;

 private:
  struct Known {
    Move move;
    std::uint32_t place = 0;  // of all but internal ones
  };

  // Bytes that are accessed together; of none as long as nobody does.
  struct Place {
    std::uint64_t address = 0;
    int size = 0;
    bool stored = false;          // into
    std::uint32_t operation = 0;  // one that did
  };

  const Local* Learn(LocalState state);
  bool LearnMove(const Move& move);
  bool CheckSizes(const Place& place);
  std::string Describe(const Place& place) const;
  const Transition* Ask(LocalState state, std::uint32_t move,
                        std::uint32_t memory);
  const Step* AskMachine(LocalState state, std::uint32_t move,
                         const Value& read);
  LocalState AskForeign(LocalState state, std::uint32_t place);

  const Job& job_;
  Machine& machine_;
  MemoryImage& memory_;
  std::vector<Local> locals_;
  std::vector<Known> moves_;
  RecentAnswers<Transition> followed_;  // by move and memory
  RecentAnswers<LocalState> foreign_;   // by state and place
  // By state: not 0 if it is known that no write of another changes it.
  std::vector<std::uint8_t> deaf_;
  std::vector<Place> places_;  // by number
  std::string mixed_sizes_;
  absl::flat_hash_map<std::pair<std::uint32_t, Value>, Step> steps_;
  absl::Status status_;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_TRANSITIONS_H_
