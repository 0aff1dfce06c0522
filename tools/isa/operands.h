// What both instruction sets ask of operands and of control flow.
#ifndef ATOMICS_LAB_TOOLS_ISA_OPERANDS_H_
#define ATOMICS_LAB_TOOLS_ISA_OPERANDS_H_

#include <string_view>

#include "tools/isa/isa.h"
#include "tools/listing/flow.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// The first operand that is in memory; null if there is none.
const listing::Operand* MemoryOperand(const listing::Instruction& instruction);

// Load, store, read-modify-write or other, by what happens to memory operands.
Role MemoryRole(const listing::Instruction& instruction);

// A call, a return or a branch; kOther for what only goes on, or stops.
Role ControlRole(listing::Flow flow);

// True for memory at the stack pointer, or at the frame pointer where that
// points into the stack.
bool IsOnStack(const Isa& isa, FramePointer frame,
               const listing::Operand& memory);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_OPERANDS_H_
