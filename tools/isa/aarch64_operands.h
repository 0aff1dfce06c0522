// AArch64's operands as they stand in the assembler's line: what Operand of the
// listing leaves out (shifts, extensions, write-back, lanes) matters here.
//
// Source: Arm ARM DDI 0487, C1.2 (structure of the assembler language).
#ifndef ATOMICS_LAB_TOOLS_ISA_AARCH64_OPERANDS_H_
#define ATOMICS_LAB_TOOLS_ISA_AARCH64_OPERANDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/isa/micro_op.h"

namespace atomics_lab::isa::aarch64 {

// A general register under one of its two names.
struct Register {
  RegisterNumber number = 0;
  int bits = 64;      // 32: the name was w…
  bool zero = false;  // xzr, wzr; `number` means nothing then

  friend bool operator==(const Register&, const Register&) = default;
};

// What is done to a register or an immediate before it is used.
struct Modifier {
  enum class Kind : std::uint8_t {
    kNone,
    kLsl,
    kLsr,
    kAsr,
    kRor,
    kUnsigned,  // uxtb, uxth, uxtw, uxtx
    kSigned,    // sxtb, sxth, sxtw, sxtx
  };

  Kind kind = Kind::kNone;
  int from_bits = 64;  // of an extension
  int amount = 0;
};

struct Vector {
  int number = 0;
  int lanes = 1;       // 1: a scalar, or the one lane that `lane` names
  int lane_bits = 64;  // 8 to 128
  std::optional<int> lane;
  bool scalar = false;  // b0, h0, s0, d0, q0
};

struct Memory {
  enum class WriteBack : std::uint8_t { kNone, kBefore, kAfter };

  Register base;
  std::optional<Register> index;
  Modifier modifier;  // of `index`
  std::int64_t displacement = 0;
  WriteBack write_back = WriteBack::kNone;
};

struct AssemblerOperand {
  enum class Kind : std::uint8_t {
    kRegister,
    kImmediate,
    kVector,
    kMemory,
    kName,  // a condition, a barrier's reach, a system register
  };

  Kind kind = Kind::kName;
  Register reg;
  std::uint64_t immediate = 0;
  Vector vector;
  Memory memory;
  std::string name;
  Modifier modifier;  // of a register or an immediate
};

// Guarantees: absent unless all of `text` was understood.
std::optional<std::vector<AssemblerOperand>> ParseOperands(
    std::string_view text);

}  // namespace atomics_lab::isa::aarch64

#endif  // ATOMICS_LAB_TOOLS_ISA_AARCH64_OPERANDS_H_
