// AArch64's registers by number, as RegisterNumber wants them.
#ifndef ATOMICS_LAB_TOOLS_ISA_AARCH64_REGISTERS_H_
#define ATOMICS_LAB_TOOLS_ISA_AARCH64_REGISTERS_H_

#include "tools/isa/micro_op.h"

namespace atomics_lab::isa::aarch64 {

// x0 to x30 are 0 to 30.
inline constexpr RegisterNumber kLink = 30;
inline constexpr RegisterNumber kStackPointer = 31;
inline constexpr RegisterNumber kNegative = 32;
inline constexpr RegisterNumber kZero = 33;
inline constexpr RegisterNumber kCarry = 34;
inline constexpr RegisterNumber kOverflow = 35;
// v0 to v31: bits 0 to 63, and bits 64 to 127.
inline constexpr RegisterNumber kVectorLow = 36;
inline constexpr RegisterNumber kVectorHigh = 68;
inline constexpr RegisterNumber kThreadPointer = 100;
inline constexpr RegisterNumber kFirstTemporary = 101;

}  // namespace atomics_lab::isa::aarch64

#endif  // ATOMICS_LAB_TOOLS_ISA_AARCH64_REGISTERS_H_
