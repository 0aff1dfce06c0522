// What loops that wait are made of on x86-64.
#ifndef ATOMICS_LAB_TOOLS_ISA_X86_64_SIMPLE_H_
#define ATOMICS_LAB_TOOLS_ISA_X86_64_SIMPLE_H_

#include "tools/isa/x86_64_length.h"

namespace atomics_lab::isa {

// False of calls, plain stores and what is rare. Of the maps where only vectors
// and a few newer instructions are, some that store are let through.
bool IsSimpleX86(const X86Layout& layout);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_X86_64_SIMPLE_H_
