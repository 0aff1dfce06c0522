// One turn of a loop, followed with values that nobody knows, on the
// assumption that no other thread writes.
#ifndef ATOMICS_LAB_TOOLS_ISA_LOOP_TURN_H_
#define ATOMICS_LAB_TOOLS_ISA_LOOP_TURN_H_

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "tools/isa/isa.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/terms.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// What a loop has done when it is back at its head.
struct TurnState {
  struct Cell {
    TermNumber address = 0;
    int size = 0;
    TermNumber value = 0;

    friend bool operator==(const Cell&, const Cell&) = default;
  };
  static constexpr std::size_t kMostInstructions = 128;

  std::array<TermNumber, kMostRegisters> registers = {};
  std::vector<Cell> written;  // by the loop itself
  std::vector<Cell> loaded;
  std::vector<std::pair<TermNumber, std::uint64_t>> facts;

  // Of the turn alone:
  std::vector<bool> choices;       // at each branch and each conditional store
  std::vector<TermNumber> inputs;  // conditions, addresses, what was stored
  // Conditions that were open and did not depend on other threads.
  std::vector<TermNumber> own_conditions;
  std::bitset<kMostInstructions> visited;
  // A condition depended on what other threads may write.
  bool watches = false;
  // A compare-and-swap found another value than was last observed there.
  bool interfered = false;
  // A compare-and-swap succeeded.
  bool swapped = false;
};

// The instructions of a loop, lowered as they are needed.
class LoopTurns {
 public:
  // What may happen in a turn.
  struct Limits {
    // Only what was chosen in an earlier turn.
    const std::vector<bool>* choices = nullptr;
    // Another thread writes between an observation and a compare-and-swap.
    bool interference = false;
  };

  // Requires: `loop` outlives this, is not empty, and ends with a jump to its
  // beginning. `linked`: its addresses are right.
  LoopTurns(listing::Architecture architecture,
            absl::Span<const listing::Instruction> loop, bool linked);

  TurnState Start();

  // The turns that lead from `start` to the loop's head through its last
  // instruction, by different ways; at most kMostTurns.
  std::vector<TurnState> Turns(const TurnState& start, const Limits& limits);
  static constexpr std::size_t kMostTurns = 32;

  Terms& terms() { return terms_; }
  const Terms& terms() const { return terms_; }
  const Effect& effect(std::size_t index) const { return effects_[index]; }
  std::size_t size() const { return loop_.size(); }
  const listing::Instruction& instruction(std::size_t index) const {
    return loop_[index];
  }
  bool reads_shared(std::size_t index) const;
  // True if it jumps back, and not to the loop's head.
  bool JumpsBackInside(std::size_t index);
  // True if there are atomic accesses that may be compare-and-swaps.
  bool compares() const;

 private:
  struct Lowered {
    bool done = false;
    bool followed = false;  // false: nothing is known behind it
    bool guessed = false;   // not lowered
    bool compares = false;  // a compare-and-swap or a load-linked
    // Of a compare-and-swap: 0 if it stores nothing.
    std::optional<Source> condition;
    std::vector<MicroOp> operations;
  };
  // A turn that is under way.
  struct Walk {
    TurnState state;
    std::size_t instruction = 0;
    std::size_t operation = 0;
  };
  enum class Step { kNext, kJumped, kEnded };

  const Lowered& LoweredAt(std::size_t index);
  void Lower(std::size_t index, Lowered& lowered) const;
  // True if the walk came to the loop's head.
  bool Follow(Walk& walk, const Limits& limits);
  bool Enter(Walk& walk, std::size_t from, std::uint64_t address) const;
  Step Do(const MicroOp& op, const Lowered& lowered, Walk& walk,
          const Limits& limits);
  Step Branch(const MicroOp& op, Walk& walk, const Limits& limits);
  Step Store(const MicroOp& op, const Lowered& lowered, Walk& walk,
             const Limits& limits);
  // False if it cannot be.
  bool Load(const MicroOp& op, const Lowered& lowered, Walk& walk,
            const Limits& limits);
  // What the memory that an instruction reads held before.
  TermNumber Held(TermNumber address, int size, std::size_t index);
  TermNumber LoadFrom(TermNumber address, int size, const Lowered& lowered,
                      Walk& walk, const Limits& limits);
  // Which way it goes; the other way is put aside. Absent if it may not.
  std::optional<bool> Choose(TermNumber truth, Walk& walk,
                             const Limits& limits);
  // Goes the one way that is left.
  std::optional<bool> Take(bool way, TermNumber truth, Walk& walk,
                           const Limits& limits);
  void Guess(std::size_t index, TurnState& state);
  void Assume(TermNumber truth, bool holds, TurnState& state);
  TermNumber Known(TermNumber term, const TurnState& state);
  TermNumber Chosen(TermNumber term, const TurnState& state);
  TermNumber Value(const Source& source, const TurnState& state);
  TermNumber Computed(const MicroOp& op, const TurnState& state);
  bool ExpectsWhatWasTested(const MicroOp& store, const Lowered& lowered,
                            const TurnState& state);

  listing::Architecture architecture_;
  absl::Span<const listing::Instruction> loop_;
  bool linked_;
  std::vector<Effect> effects_;
  std::vector<Lowered> lowered_;
  Terms terms_;
  std::vector<Walk> aside_;
  std::size_t operations_ = 0;  // that were done
};

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_LOOP_TURN_H_
