#ifndef ATOMICS_LAB_TOOLS_ISA_AARCH64_SCAN_H_
#define ATOMICS_LAB_TOOLS_ISA_AARCH64_SCAN_H_

#include "tools/isa/scan.h"

namespace atomics_lab::isa {

// The scanner for aarch64 code; see aarch64_scan.cc for the manuals it is from.
const Scanner& AArch64Scanner();

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_AARCH64_SCAN_H_
