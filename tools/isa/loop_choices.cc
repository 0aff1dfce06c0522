// Which way a turn goes, and what that says of the values it depends on.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "tools/isa/loop_turn.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/terms.h"

namespace atomics_lab::isa {

std::optional<bool> LoopTurns::Take(bool way, TermNumber truth, Walk& walk,
                                    const Limits& limits) {
  TurnState& state = walk.state;
  const std::size_t number = state.choices.size();
  if (limits.choices != nullptr &&
      (number >= limits.choices->size() || (*limits.choices)[number] != way)) {
    return std::nullopt;
  }
  state.interfered |= limits.interference;
  state.choices.push_back(way);
  Assume(truth, way, state);
  return way;
}

std::optional<bool> LoopTurns::Choose(TermNumber truth, Walk& walk,
                                      const Limits& limits) {
  TurnState& state = walk.state;
  truth = Known(truth, state);
  const auto known = terms_.ConstantOf(truth);
  const std::size_t number = state.choices.size();
  if (!known.has_value() && !terms_.at(truth).shared) {
    state.own_conditions.push_back(truth);
  }
  if (limits.choices != nullptr) {
    if (number >= limits.choices->size()) return std::nullopt;
    const bool chosen = (*limits.choices)[number];
    if (known.has_value() && (*known != 0) != chosen) return std::nullopt;
    if (!known.has_value()) Assume(truth, chosen, state);
    state.choices.push_back(chosen);
    return chosen;
  }
  if (known.has_value()) {
    state.choices.push_back(*known != 0);
    return *known != 0;
  }
  state.inputs.push_back(truth);
  state.watches = state.watches || terms_.at(truth).shared;
  Walk other = walk;
  other.state.choices.push_back(false);
  Assume(truth, false, other.state);
  aside_.push_back(std::move(other));
  state.choices.push_back(true);
  Assume(truth, true, state);
  return true;
}

void LoopTurns::Assume(TermNumber truth, bool holds, TurnState& state) {
  state.facts.emplace_back(truth, holds ? 1 : 0);
  const Term term = terms_.at(truth);
  if (term.kind != Term::Kind::kOperation) return;
  const bool one_bit = term.bits == 1;
  if (term.operation == Operation::kNot && one_bit) {
    Assume(term.a, !holds, state);
  } else if (one_bit && ((term.operation == Operation::kAnd && holds) ||
                         (term.operation == Operation::kOr && !holds))) {
    Assume(term.a, holds, state);
    Assume(term.b, holds, state);
  } else if (term.operation == Operation::kEqual && holds) {
    const auto value = terms_.ConstantOf(term.b);
    if (value.has_value() && terms_.at(term.a).width <= term.bits) {
      state.facts.emplace_back(term.a, *value);
    }
  }
}

TermNumber LoopTurns::Known(TermNumber term, const TurnState& state) {
  for (const auto& [fact, value] : state.facts) {
    if (fact == term) return terms_.Constant(value);
  }
  // A fact about what is denied is one about the denial.
  if (terms_.IsOperation(term, Operation::kNot) && terms_.at(term).bits == 1) {
    const TermNumber denied = terms_.at(term).a;
    for (const auto& [fact, value] : state.facts) {
      if (fact == denied) return terms_.Constant(value == 0 ? 1 : 0);
    }
  }
  return Chosen(term, state);
}

// What is selected, if a fact tells.
TermNumber LoopTurns::Chosen(TermNumber term, const TurnState& state) {
  if (!terms_.IsOperation(term, Operation::kSelect)) return term;
  const Term select = terms_.at(term);
  const auto first = terms_.ConstantOf(Known(terms_.Truth(select.a), state));
  if (!first.has_value()) return term;
  return terms_.Of(Operation::kCopy, select.bits,
                   *first != 0 ? select.b : select.c);
}

TermNumber LoopTurns::Value(const Source& source, const TurnState& state) {
  if (source.kind == Source::Kind::kConstant) {
    return terms_.Constant(source.constant);
  }
  return Known(state.registers[source.reg], state);
}

TermNumber LoopTurns::Computed(const MicroOp& op, const TurnState& state) {
  // A copy of what was read stays that, even if a test tells its value.
  if (op.operation == Operation::kCopy &&
      op.a.kind == Source::Kind::kRegister) {
    const TermNumber copied = state.registers[op.a.reg];
    const Term& term = terms_.at(copied);
    if (term.kind == Term::Kind::kMemory && term.width <= op.bits) {
      return copied;
    }
  }
  const auto optional = [&](const Source& source) {
    return source.kind == Source::Kind::kNone ? -1 : Value(source, state);
  };
  const TermNumber result = terms_.Of(op.operation, op.bits, Value(op.a, state),
                                      optional(op.b), optional(op.c));
  return Known(result, state);
}

// True if a compare-and-swap expects a value that a test has shown memory at
// another address to hold: that is taken for another name of the same place.
bool LoopTurns::ExpectsWhatWasTested(const MicroOp& store,
                                     const Lowered& lowered,
                                     const TurnState& state) {
  const TermNumber address = Value(store.a, state);
  const auto is_tested = [&](const Source& source) {
    if (source.kind != Source::Kind::kRegister) return false;
    const TermNumber expected = state.registers[source.reg];
    const Term& term = terms_.at(expected);
    return term.kind == Term::Kind::kMemory && term.shared &&
           term.constant == static_cast<std::uint64_t>(store.size) &&
           term.a != address &&
           terms_.ConstantOf(Known(expected, state)).has_value();
  };
  return std::ranges::any_of(lowered.operations, [&](const MicroOp& op) {
    const bool compares =
        op.operation == Operation::kSub || op.operation == Operation::kEqual;
    return op.kind == MicroOp::Kind::kCompute && compares &&
           (is_tested(op.a) || is_tested(op.b));
  });
}

}  // namespace atomics_lab::isa
