// Lowered x86-64 instructions held against an emulated processor.
#ifndef ATOMICS_LAB_TOOLS_ISA_X86_64_AGREEMENT_H_
#define ATOMICS_LAB_TOOLS_ISA_X86_64_AGREEMENT_H_

#include <cstdint>

#include "tools/isa/agreement.h"
#include "tools/isa/x86_64_encodings.h"

namespace atomics_lab::isa {

// Executes random instructions of the class in random states, `cases` times
// both ways, and compares registers, defined flags, memory and where control
// goes.
Agreement CompareX86(const X86EncodingClass& encodings, std::int64_t cases,
                     const Lowerer& lower);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_X86_64_AGREEMENT_H_
