#include "tools/isa/loop_progress.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/isa/loop_turn.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/terms.h"

namespace atomics_lab::isa {
namespace {

constexpr std::uint64_t kFirstPage = 4096;

}  // namespace

bool Counts(const Terms& terms, const TurnState& first) {
  for (std::size_t i = 0; i < kMostRegisters; ++i) {
    const Term& next = terms.at(first.registers[i]);
    const bool grows = next.kind == Term::Kind::kMemory ||
                       (next.kind == Term::Kind::kOperation &&
                        next.operation == Operation::kAdd);
    const TermNumber self = terms.Initial(static_cast<RegisterNumber>(i));
    if (grows && (next.a == self || next.b == self)) return true;
  }
  return false;
}

bool AsksInVain(const Terms& terms, const std::vector<TermNumber>& conditions,
                const TurnState& steady) {
  for (const TermNumber condition : conditions) {
    std::vector<bool> asked(kMostRegisters);
    terms.AddInitials(condition, asked);
    bool left_alone = true;
    for (std::size_t i = 0; i < kMostRegisters; ++i) {
      const TermNumber self = terms.Initial(static_cast<RegisterNumber>(i));
      if (asked[i] && steady.registers[i] != self) left_alone = false;
    }
    if (left_alone) return true;
  }
  return false;
}

bool Moves(const Terms& terms, const TurnState& first,
           const TurnState& steady) {
  std::vector<bool> used(kMostRegisters);
  for (const TurnState::Cell& cell : first.loaded) {
    terms.AddInitials(cell.address, used);
  }
  for (std::size_t i = 0; i < kMostRegisters; ++i) {
    const Term& next = terms.at(steady.registers[i]);
    const bool is_taken =
        next.kind == Term::Kind::kInitial && next.constant != i;
    const bool is_small =
        next.kind == Term::Kind::kConstant && next.constant < kFirstPage;
    if (used[i] && (is_taken || is_small)) return true;
  }
  return false;
}

}  // namespace atomics_lab::isa
