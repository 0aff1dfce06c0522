// x86-64's registers by number, and the parts of them that have names.
#ifndef ATOMICS_LAB_TOOLS_ISA_X86_64_REGISTERS_H_
#define ATOMICS_LAB_TOOLS_ISA_X86_64_REGISTERS_H_

#include <optional>
#include <string_view>

#include "tools/isa/micro_op.h"

namespace atomics_lab::isa {

enum X86RegisterNumber : RegisterNumber {
  kRax,
  kRcx,
  kRdx,
  kRbx,
  kRsp,
  kRbp,
  kRsi,
  kRdi,  // r8 to r15 follow
  kCf = 16,
  kZf,
  kSf,
  kOf,
  kPf,
  kAf,
  kFsBase,
  kXmm = 24,         // xmm0's low half, its high half, xmm1's low half, …
  kTemporaries = 64  // to the end
};

// "ah" is 8 bits of rax from bit 8.
struct X86Part {
  RegisterNumber whole = 0;
  int bits = 0;
  int shift = 0;
};

// Absent for what is not a general register.
std::optional<X86Part> FindX86Part(std::string_view name);

// The low half of "xmm3". Absent for other names.
std::optional<RegisterNumber> FindXmm(std::string_view name);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_X86_64_REGISTERS_H_
