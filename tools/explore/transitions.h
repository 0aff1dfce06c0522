// A machine's answers, remembered.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_TRANSITIONS_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_TRANSITIONS_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "tools/explore/flat_index.h"
#include "tools/explore/machine.h"
#include "tools/explore/memory_image.h"
#include "tools/explore/program.h"

namespace atomics_lab::explore {

// What a move in some memory leads to.
struct Transition {
  static constexpr std::uint32_t kNoPlace = ~std::uint32_t{0};

  LocalState next = kNoState;
  std::uint32_t memory = 0;
  std::uint32_t written = kNoPlace;  // the place, if anything was
};

// Moves have numbers of their own here, dense over all local states. What a
// move leads to is kept in a table in which newer entries push out older ones:
// it stays in the processor's cache, and what was pushed out is asked again.
class Transitions {
 public:
  struct Local {
    std::uint32_t first_move = 0;
    std::uint16_t moves = 0;
    bool known = false;
    bool finished = false;
    bool settled = false;
  };

  // Requires: what it is made of outlives it. `bytes`: of the table at most,
  // unless that is too small for one.
  Transitions(const Job& job, Machine& machine, MemoryImage& memory,
              std::size_t bytes)
      : job_(job), machine_(machine), memory_(memory), bytes_(bytes) {
    locals_.reserve(kFirstEntries);
    Resize(kFirstEntries);
  }

  // nullptr, and status() says why, if the machine has no answer. Valid until
  // the next call.
  const Local* Of(LocalState state) {
    if (state < locals_.size() && locals_[state].known) return &locals_[state];
    return Learn(state);
  }

  // Requires: `move` is one of `state`'s. nullptr: as Of.
  const Transition* Follow(LocalState state, std::uint32_t move,
                           std::uint32_t memory) {
    Entry& entry = entries_[SlotOf(move, memory)];
    if (entry.move == move && entry.memory == memory) return &entry.leads_to;
    return Ask(state, move, memory);
  }

  // The state after another thread's write; kNoState may be that, or an error
  // that status() has.
  LocalState AfterWrite(LocalState state, std::uint32_t place) {
    Foreign& entry = foreign_[SlotOf(state, place)];
    if (entry.state == state && entry.place == place) return entry.after;
    return AskForeign(state, place);
  }

  const absl::Status& status() const { return status_; }
  std::size_t Memory() const;
  // Bytes that `more` states may take for a moment on top of Memory().
  std::size_t GrowthFor(std::size_t more) const;

 private:
  static constexpr std::size_t kFirstEntries = std::size_t{1} << 10;
  static constexpr std::size_t kMostEntries = std::size_t{1} << 20;

  struct Known {
    Move move;
    std::uint32_t place = 0;  // of all but internal ones
  };
  struct Entry {
    std::uint32_t move = ~std::uint32_t{0};
    std::uint32_t memory = 0;
    Transition leads_to;
  };
  struct Foreign {
    LocalState state = kNoState;
    std::uint32_t place = 0;
    LocalState after = kNoState;
  };

  std::size_t SlotOf(std::uint32_t a, std::uint32_t b) const {
    return (MixHash(0, std::uint64_t{a} << 32 | b) * 0xd6e8feb86659fd93U >>
            40) &
           mask_;
  }

  bool MayResize() const {
    return entries_.size() < kMostEntries &&
           4 * entries_.size() * (sizeof(Entry) + sizeof(Foreign)) <= bytes_;
  }
  void Resize(std::size_t entries);
  const Local* Learn(LocalState state);
  bool LearnMove(const Move& move);
  const Transition* Ask(LocalState state, std::uint32_t move,
                        std::uint32_t memory);
  const Step* AskMachine(LocalState state, std::uint32_t move,
                         const Value& read);
  LocalState AskForeign(LocalState state, std::uint32_t place);

  const Job& job_;
  Machine& machine_;
  MemoryImage& memory_;
  const std::size_t bytes_;
  std::vector<Local> locals_;
  std::vector<Known> moves_;
  std::vector<Entry> entries_;
  std::vector<Foreign> foreign_;
  std::size_t mask_ = 0;
  std::size_t misses_ = 0;
  std::vector<std::pair<std::uint64_t, int>> places_;  // by place
  absl::flat_hash_map<std::pair<std::uint32_t, Value>, Step> steps_;
  absl::Status status_;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_TRANSITIONS_H_
