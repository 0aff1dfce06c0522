#ifndef ATOMICS_LAB_TOOLS_ISA_X86_64_SCAN_H_
#define ATOMICS_LAB_TOOLS_ISA_X86_64_SCAN_H_

#include "tools/isa/scan.h"

namespace atomics_lab::isa {

// The scanner for x86_64 code; see x86_64_scan.cc for the manuals it is from.
const Scanner& X86_64Scanner();

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_X86_64_SCAN_H_
