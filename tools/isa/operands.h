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

// What an instruction of that flow is to `function`: a call, a return or a
// branch; kOther if it only goes on, or stops. A jump to somewhere else than
// into `function` is a tail call.
Role ControlRole(const listing::Function& function,
                 const listing::Instruction& instruction, listing::Flow flow);

// True if `function` makes `frame` point into its stack frame, which compilers
// do by copying or adding to the stack pointer.
bool IsFramePointer(const listing::Function& function, std::string_view frame,
                    std::string_view stack_pointer);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_OPERANDS_H_
