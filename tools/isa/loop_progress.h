// What a loop's turns show of its getting on in ways that do not lie in its
// bytes alone.
#ifndef ATOMICS_LAB_TOOLS_ISA_LOOP_PROGRESS_H_
#define ATOMICS_LAB_TOOLS_ISA_LOOP_PROGRESS_H_

#include <vector>

#include "tools/isa/loop_turn.h"
#include "tools/isa/terms.h"

namespace atomics_lab::isa {

// True if a register is added to in the turn, or leads along a list. What it
// counts need not decide this way around the loop: another way may heed it.
bool Counts(const Terms& terms, const TurnState& first);

// True if one of the conditions will always be what it was: all registers that
// it is made of are left alone. Compilers ask that once, and not in each turn,
// so that something else of the loop, in other places, changes it.
bool AsksInVain(const Terms& terms, const std::vector<TermNumber>& conditions,
                const TurnState& steady);

// True if the loop reads by a register that it then takes from another one, or
// sets to a small number: it has moved from one place to the next.
bool Moves(const Terms& terms, const TurnState& first, const TurnState& steady);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_LOOP_PROGRESS_H_
