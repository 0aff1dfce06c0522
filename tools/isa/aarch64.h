#ifndef ATOMICS_LAB_TOOLS_ISA_AARCH64_H_
#define ATOMICS_LAB_TOOLS_ISA_AARCH64_H_

#include "tools/isa/isa.h"

namespace atomics_lab::isa {

// The roles of aarch64's instructions; see aarch64.cc for the manuals they are
// from.
const Isa& AArch64();

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_AARCH64_H_
