#include "tools/isa/spin_loop.h"

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/isa/isa.h"
#include "tools/isa/loop_turn.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/outlined_helper.h"
#include "tools/isa/terms.h"
#include "tools/isa/unlowered.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Instruction;

// A value may wander through as many registers before it stays.
constexpr int kMostRepetitions = 5;
constexpr std::uint64_t kFirstPage = 4096;

enum class Verdict { kGetsOn, kRetries, kTurnsInVain, kWaits };

class Judge {
 public:
  Judge(listing::Architecture architecture, absl::Span<const Instruction> loop,
        bool linked)
      : turns_(architecture, loop, linked) {}

  std::optional<SpinLoop> Found();

 private:
  using Instructions = std::bitset<TurnState::kMostInstructions>;

  // What becomes of a loop that goes the same way again and again.
  Verdict Repeat(const TurnState& first);
  // True if a comparison that expects what was last observed may fail.
  bool FailsByInterference(const TurnState& start,
                           const std::vector<bool>* choices);
  std::vector<bool> RegistersThatDecide(const TurnState& first);
  bool Counts(const TurnState& first) const;
  bool Moves(const TurnState& first, const TurnState& steady) const;
  bool AsksInVain(const std::vector<TermNumber>& conditions,
                  const TurnState& steady) const;
  bool IsSame(const TurnState& before, const TurnState& after,
              const std::vector<bool>& deciding) const;

  // True if the loop stores or calls on some way, or has another loop in it.
  bool Works();
  SpinLoop Describe(const Instructions& way, bool retries) const;
  // `pair`: also if the way went past the store.
  std::string Access(std::size_t index, const Instructions& way,
                     bool pair) const;
  std::string Hints(const Instructions& way) const;

  LoopTurns turns_;
  Instructions retried_;
};

// Those whose values at a turn's beginning conditions, addresses or stores of
// this or a later turn depend on.
std::vector<bool> Judge::RegistersThatDecide(const TurnState& first) {
  std::vector<bool> deciding(kMostRegisters);
  for (const TermNumber input : first.inputs) {
    turns_.terms().AddInitials(input, deciding);
  }
  for (bool grown = true; grown;) {
    std::vector<bool> more = deciding;
    for (std::size_t i = 0; i < kMostRegisters; ++i) {
      if (deciding[i]) turns_.terms().AddInitials(first.registers[i], more);
    }
    grown = more != deciding;
    deciding = std::move(more);
  }
  return deciding;
}

// True if a register is added to in the turn, or leads along a list. What it
// counts need not decide this way around the loop: another way may heed it.
bool Judge::Counts(const TurnState& first) const {
  for (std::size_t i = 0; i < kMostRegisters; ++i) {
    const Term& next = turns_.terms().at(first.registers[i]);
    const bool grows = next.kind == Term::Kind::kMemory ||
                       (next.kind == Term::Kind::kOperation &&
                        next.operation == Operation::kAdd);
    const TermNumber self =
        turns_.terms().Initial(static_cast<RegisterNumber>(i));
    if (grows && (next.a == self || next.b == self)) return true;
  }
  return false;
}

bool Judge::IsSame(const TurnState& before, const TurnState& after,
                   const std::vector<bool>& deciding) const {
  if (before.written != after.written) return false;
  for (std::size_t i = 0; i < kMostRegisters; ++i) {
    if (deciding[i] && before.registers[i] != after.registers[i]) return false;
  }
  return true;
}

// True if one of the conditions will always be what it was: all registers that
// it is made of are left alone. Compilers ask that once, and not in each turn,
// so that something else of the loop, in other places, changes it.
bool Judge::AsksInVain(const std::vector<TermNumber>& conditions,
                       const TurnState& steady) const {
  for (const TermNumber condition : conditions) {
    std::vector<bool> asked(kMostRegisters);
    turns_.terms().AddInitials(condition, asked);
    bool left_alone = true;
    for (std::size_t i = 0; i < kMostRegisters; ++i) {
      const TermNumber self =
          turns_.terms().Initial(static_cast<RegisterNumber>(i));
      if (asked[i] && steady.registers[i] != self) left_alone = false;
    }
    if (left_alone) return true;
  }
  return false;
}

// True if the loop reads by a register that it then takes from another one, or
// sets to a small number: it has moved from one place to the next.
bool Judge::Moves(const TurnState& first, const TurnState& steady) const {
  std::vector<bool> used(kMostRegisters);
  for (const TurnState::Cell& cell : first.loaded) {
    turns_.terms().AddInitials(cell.address, used);
  }
  for (std::size_t i = 0; i < kMostRegisters; ++i) {
    const Term& next = turns_.terms().at(steady.registers[i]);
    const bool is_taken =
        next.kind == Term::Kind::kInitial && next.constant != i;
    const bool is_small =
        next.kind == Term::Kind::kConstant && next.constant < kFirstPage;
    if (used[i] && (is_taken || is_small)) return true;
  }
  return false;
}

bool Judge::FailsByInterference(const TurnState& start,
                                const std::vector<bool>* choices) {
  if (!turns_.compares()) return false;
  for (const TurnState& turn :
       turns_.Turns(start, {.choices = choices, .interference = true})) {
    if (!turn.interfered) continue;
    retried_ = turn.visited;
    return true;
  }
  return false;
}

Verdict Judge::Repeat(const TurnState& first) {
  if (Counts(first)) return Verdict::kGetsOn;
  const std::vector<bool> deciding = RegistersThatDecide(first);
  TurnState before = first;
  std::vector<TermNumber> own_conditions = first.own_conditions;
  for (int i = 0; i < kMostRepetitions; ++i) {
    std::vector<TurnState> after =
        turns_.Turns(before, {.choices = &first.choices});
    if (after.empty()) {
      return FailsByInterference(before, &first.choices) ? Verdict::kRetries
                                                         : Verdict::kGetsOn;
    }
    own_conditions.insert(own_conditions.end(),
                          after.front().own_conditions.begin(),
                          after.front().own_conditions.end());
    if (IsSame(before, after.front(), deciding)) {
      return AsksInVain(own_conditions, before) || Moves(first, before)
                 ? Verdict::kTurnsInVain
                 : Verdict::kWaits;
    }
    before = std::move(after.front());
  }
  return Verdict::kGetsOn;
}

std::optional<SpinLoop> Judge::Found() {
  const TurnState start = turns_.Start();
  bool retries = false;
  bool gets_on = false;
  bool waits_in_earnest = false;
  Instructions waiting;
  for (const TurnState& first : turns_.Turns(start, {})) {
    // What swaps gets on, except that it stores what it expects.
    if (!first.watches || first.swapped) continue;
    const Verdict verdict = Repeat(first);
    // A hint may stand on only some of the ways.
    const bool waits = verdict == Verdict::kWaits;
    if (waits || verdict == Verdict::kTurnsInVain) waiting |= first.visited;
    waits_in_earnest |= waits;
    retries |= verdict == Verdict::kRetries;
    gets_on |= verdict == Verdict::kGetsOn;
  }
  if (waiting.any()) {
    SpinLoop found = Describe(waiting, false);
    // Who works on another way mostly looks whether there is more to do.
    const bool only_waits = waits_in_earnest && !gets_on && !Works();
    if (!found.only_looks() || only_waits) return found;
  }
  if (retries || FailsByInterference(start, nullptr)) {
    return Describe(retried_, true);
  }
  return std::nullopt;
}

bool Judge::Works() {
  for (std::size_t i = 0; i < turns_.size(); ++i) {
    const Effect& effect = turns_.effect(i);
    const bool stores =
        effect.role == Role::kStore || effect.role == Role::kReadModifyWrite;
    if (effect.role == Role::kCall || (stores && effect.shared) ||
        turns_.JumpsBackInside(i)) {
      return true;
    }
  }
  return false;
}

std::string Judge::Access(std::size_t index, const Instructions& way,
                          bool pair) const {
  const Instruction& instruction = turns_.instruction(index);
  if (instruction.target.has_value() &&
      IsOutlinedHelperName(instruction.target->mangled)) {
    return instruction.target->mangled;
  }
  if (turns_.effect(index).role != Role::kLoadLinked) {
    return instruction.mnemonic;
  }
  // A comparison that failed went past the store.
  for (std::size_t i = index; i < turns_.size(); ++i) {
    if (turns_.effect(i).role == Role::kStoreConditional && (pair || way[i])) {
      return absl::StrCat(instruction.mnemonic, "…",
                          turns_.instruction(i).mnemonic);
    }
  }
  return instruction.mnemonic;
}

std::string Judge::Hints(const Instructions& way) const {
  std::string hints;
  std::string_view last;
  for (std::size_t i = 0; i < turns_.size(); ++i) {
    const std::string_view hint = HintOf(turns_.instruction(i));
    if (!way[i] || hint.empty() || hint == last) continue;
    absl::StrAppend(&hints, hints.empty() ? "" : ", ", hint);
    last = hint;
  }
  return hints;
}

SpinLoop Judge::Describe(const Instructions& way, bool retries) const {
  SpinLoop found = {.retries = retries};
  const auto is_atomic = [&](std::size_t i) {
    const Role role = turns_.effect(i).role;
    return role == Role::kAtomicReadModifyWrite ||
           role == Role::kStoreConditional;
  };
  std::optional<std::size_t> access;
  for (std::size_t i = 0; i < turns_.size(); ++i) {
    if (!way[i]) continue;
    const bool linked_load = turns_.effect(i).role == Role::kLoadLinked;
    found.atomic |= is_atomic(i);
    if (!access.has_value() && turns_.reads_shared(i)) access = i;
    const bool better =
        turns_.effect(i).role == Role::kAtomicReadModifyWrite || linked_load;
    if (better && access.has_value() &&
        turns_.effect(*access).role == Role::kLoad) {
      access = i;
    }
  }
  if (access.has_value()) {
    const Effect& effect = turns_.effect(*access);
    found.access = Access(*access, way, retries);
    found.ordered = effect.role == Role::kLoadLinked || effect.acquire;
  }
  if (!retries) found.hint = Hints(way);
  return found;
}

}  // namespace

std::optional<SpinLoop> SpinLoopOf(listing::Architecture architecture,
                                   absl::Span<const Instruction> loop,
                                   bool linked) {
  if (loop.empty() || loop.size() > TurnState::kMostInstructions) {
    return std::nullopt;
  }
  return Judge(architecture, loop, linked).Found();
}

}  // namespace atomics_lab::isa
