// AArch64's operands with their registers' numbers, as lowering wants them.
#ifndef ATOMICS_LAB_TOOLS_ISA_AARCH64_OPERANDS_H_
#define ATOMICS_LAB_TOOLS_ISA_AARCH64_OPERANDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/isa/micro_op.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa::aarch64 {

// A general register under one of its two names.
struct Register {
  RegisterNumber number = 0;
  int bits = 64;      // 32: the name was w…
  bool zero = false;  // xzr, wzr; `number` means nothing then

  friend bool operator==(const Register&, const Register&) = default;
};

using listing::Modifier;
using listing::WriteBack;

struct Vector {
  int number = 0;
  int lanes = 1;       // 1: a scalar, or the one lane that `lane` names
  int lane_bits = 64;  // 8 to 128
  std::optional<int> lane;
  bool scalar = false;  // b0, h0, s0, d0, q0
};

struct Memory {
  Register base;
  std::optional<Register> index;
  Modifier modifier;  // of `index`
  std::int64_t displacement = 0;
  WriteBack write_back = WriteBack::kNone;
};

struct ResolvedOperand {
  enum class Kind : std::uint8_t {
    kRegister,
    kImmediate,
    kVector,
    kMemory,
    kName,  // a condition, a barrier's reach, a system register
  };

  Kind kind = Kind::kName;
  Register reg;
  std::uint64_t immediate = 0;  // before `modifier`
  Vector vector;
  Memory memory;
  std::string name;
  Modifier modifier;  // of a register or an immediate
};

// Guarantees: absent unless all operands are of these kinds. The literal of
// `ldr x0, label` is an immediate, its address.
std::optional<std::vector<ResolvedOperand>> ResolveOperands(
    const listing::Instruction& instruction);

}  // namespace atomics_lab::isa::aarch64

#endif  // ATOMICS_LAB_TOOLS_ISA_AARCH64_OPERANDS_H_
