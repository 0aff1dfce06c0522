// What instructions do with their operands, where the decoder library's flags
// differ from the manuals.
#ifndef ATOMICS_LAB_TOOLS_LISTING_OPERAND_ACCESS_H_
#define ATOMICS_LAB_TOOLS_LISTING_OPERAND_ACCESS_H_

#include "tools/listing/listing.h"

namespace atomics_lab::listing {

// Sets Operand::reads and writes as the manuals have them.
//
// On x86-64 that concerns `cmpxchg` and its kin, vector stores, shifts of
// memory by a count in a register, and instructions that name memory without
// touching it (`lea`, `nop`, prefetches, cache flushes). On AArch64 the access
// to memory is set for every instruction, and to the registers of the atomic
// ones and of comparisons.
void CorrectAccess(Architecture architecture, Instruction& instruction);

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_OPERAND_ACCESS_H_
