#ifndef ATOMICS_LAB_TOOLS_ISA_X86_64_H_
#define ATOMICS_LAB_TOOLS_ISA_X86_64_H_

#include "tools/isa/isa.h"

namespace atomics_lab::isa {

// The roles of x86_64's instructions; see x86_64.cc for the manuals they are
// from.
const Isa& X86_64();

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_X86_64_H_
