#include "tools/isa/spin_loop.h"

#include <bitset>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/isa/isa.h"
#include "tools/isa/loop_progress.h"
#include "tools/isa/loop_turn.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/operands.h"
#include "tools/isa/outlined_helper.h"
#include "tools/isa/terms.h"
#include "tools/isa/unlowered.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Instruction;

// A value may wander through as many registers before it stays.
constexpr int kMostRepetitions = 5;

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
  bool IsSame(const TurnState& before, const TurnState& after,
              const std::vector<bool>& deciding) const;

  // True if the loop stores or calls on some way, or has another loop in it.
  bool Works();
  // True if the loop itself stores, on another way, to all that it reads.
  bool ReadsItsOwn(const Instructions& way) const;
  bool StoresTo(const listing::Operand& read) const;
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

bool Judge::IsSame(const TurnState& before, const TurnState& after,
                   const std::vector<bool>& deciding) const {
  if (before.written != after.written) return false;
  for (std::size_t i = 0; i < kMostRegisters; ++i) {
    if (deciding[i] && before.registers[i] != after.registers[i]) return false;
  }
  return true;
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
  if (Counts(turns_.terms(), first)) return Verdict::kGetsOn;
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
      return AsksInVain(turns_.terms(), own_conditions, before) ||
                     Moves(turns_.terms(), first, before)
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
    // What came of a system call is kept in a variable, and asked for there.
    const bool asks_system = found.hint == kSystemCallHint && !found.atomic;
    if (asks_system && ReadsItsOwn(waiting)) return std::nullopt;
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

bool Judge::StoresTo(const listing::Operand& read) const {
  for (std::size_t i = 0; i < turns_.size(); ++i) {
    if (turns_.effect(i).role != Role::kStore) continue;
    const listing::Operand* written = MemoryOperand(turns_.instruction(i));
    if (written != nullptr && written->base == read.base &&
        written->index == read.index &&
        written->displacement == read.displacement) {
      return true;
    }
  }
  return false;
}

bool Judge::ReadsItsOwn(const Instructions& way) const {
  for (std::size_t i = 0; i < turns_.size(); ++i) {
    if (!way[i] || !turns_.reads_shared(i)) continue;
    if (!StoresTo(*MemoryOperand(turns_.instruction(i)))) return false;
  }
  return true;
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
