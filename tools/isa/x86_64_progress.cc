// Source: Intel SDM (325462) vol. 2A, chapter 2 and appendix A of vol. 2D.
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "tools/isa/progress.h"
#include "tools/isa/x86_64_length.h"
#include "tools/isa/x86_64_simple.h"

namespace atomics_lab::isa {
namespace {

constexpr RegisterSet kAll = 0xFFFF;
constexpr unsigned kStack = 4;
constexpr RegisterSet kRax = 1;
constexpr RegisterSet kRcx = 2;

RegisterSet Bit(unsigned reg) { return RegisterSet{1} << reg; }

// The operands of an instruction with a ModRM byte.
struct Operands {
  RegisterSet reg = 0;
  RegisterSet rm = 0;  // a register, or 0
  RegisterSet address = 0;
  bool on_stack = false;
};

std::uint8_t RexOf(absl::Span<const std::uint8_t> code,
                   const X86Layout& layout) {
  const std::size_t escape = layout.map == X86Map::k0F ? 1 : 0;
  if (layout.opcode_at < escape + 1) return 0;
  const std::uint8_t byte = code[layout.opcode_at - escape - 1];
  return (byte & 0xF0) == 0x40 ? byte : 0;
}

Operands OperandsOf(absl::Span<const std::uint8_t> code,
                    const X86Layout& layout) {
  const unsigned rex = RexOf(code, layout);
  const unsigned high = (rex & 1) << 3;
  // The opcode itself names a register where one has no ModRM byte.
  if (!layout.has_modrm) return {.reg = Bit((layout.opcode & 7U) | high)};
  const unsigned rm = layout.modrm & 7;
  Operands found = {.reg = Bit((layout.modrm >> 3 & 7) | (rex & 4) << 1)};
  if (!layout.has_memory()) {
    found.rm = Bit(rm | high);
    return found;
  }
  const bool no_displacement = layout.modrm < 0x40;
  if (rm != 4) {
    if (rm != 5 || !no_displacement) found.address = Bit(rm | high);
    return found;
  }
  const std::uint8_t sib = code[layout.opcode_at + 2];
  const unsigned base = sib & 7;
  const unsigned index = (sib >> 3 & 7U) | (rex & 2) << 2;
  if (base != 5 || !no_displacement) found.address = Bit(base | high);
  if (index != 4) found.address |= Bit(index);
  found.on_stack = (base | high) == kStack;
  return found;
}

// Opcodes below 40: add, or, adc, sbb, and, sub, xor, cmp, in six forms each.
void Arithmetic(std::uint8_t opcode, const Operands& operands, LoopStep& step) {
  const unsigned operation = opcode >> 3;
  const unsigned form = opcode & 7;
  RegisterSet to = form < 2 ? operands.rm : operands.reg;
  RegisterSet from = form < 2 ? operands.reg : operands.rm;
  if (form >= 4) {
    to = kRax;
    from = 0;
  }
  step.sets_flags = true;
  step.tests = to | from;
  step.uses = from;
  if (operation == 7) return;
  // `xor eax, eax` and the like are constants.
  if (to == from) {
    step.uses = 0;
    step.sets = to;
  } else {
    step.moves = to;
  }
}

void Group1(unsigned operation, const Operands& operands, LoopStep& step) {
  step.sets_flags = true;
  step.tests = operands.rm;
  if (operation != 7) step.moves = operands.rm;
}

// What takes its operand and gives something else of it.
void Change(const Operands& operands, LoopStep& step) {
  step.sets_flags = true;
  step.tests = operands.rm;
  step.moves = operands.rm;
}

// mov, movzx, movsx, lea: a register that is made from itself moves.
void Move(const Operands& operands, LoopStep& step) {
  const RegisterSet from = operands.rm | operands.address;
  step.uses = from;
  if ((operands.address & operands.reg) != 0) {
    step.moves = operands.reg;
  } else {
    step.sets = operands.reg;
  }
}

void OneByte(std::uint8_t opcode, std::uint8_t modrm, const Operands& operands,
             LoopStep& step) {
  if (opcode < 0x40) return Arithmetic(opcode, operands, step);
  const unsigned group = modrm >> 3 & 7;
  switch (opcode) {
    case 0x80:
    case 0x81:
    case 0x83:
      return Group1(group, operands, step);
    case 0x84:
    case 0x85:
      step.sets_flags = true;
      step.tests = operands.reg | operands.rm;
      return;
    case 0x8A:
    case 0x8B:
    case 0x8D:
    case 0x63:
      return Move(operands, step);
    case 0x69:  // imul by a constant
    case 0x6B:
      step.sets_flags = true;
      return Move(operands, step);
    case 0xC7:
      step.sets = operands.rm;
      return;
    case 0x88:
    case 0x89:
      step.sets = operands.rm;
      step.uses = operands.reg;
      return;
    case 0xC0:
    case 0xC1:
    case 0xD0:
    case 0xD1:
      return Change(operands, step);
    case 0xD2:
    case 0xD3:
      step.uses = kRcx;
      return Change(operands, step);
    case 0xA8:
    case 0xA9:
      step.sets_flags = true;
      step.tests = kRax;
      return;
    case 0xFE:
    case 0xFF:
      if (group < 2) return Change(operands, step);
      break;
    case 0xF6:
    case 0xF7:
      if (group > 1) break;
      step.sets_flags = true;
      step.tests = operands.rm;
      return;
    case 0xEB:
    case 0xE9:
      return;
    default:
      if ((opcode & 0xF0) == 0x70) {
        step.jumps = true;
        return;
      }
      if ((opcode & 0xF8) == 0xB8) {  // mov of a constant
        step.sets = operands.reg;
        return;
      }
      break;
  }
  // Whatever else: it may set any register, and flags by anything.
  step.sets = kAll;
  step.sets_flags = true;
}

// Vectors' moves and arithmetic, but not what brings them into a general
// register or into the flags.
bool SetsVectorOnly(std::uint8_t opcode) {
  switch (opcode) {
    case 0x2C:  // cvttss2si
    case 0x2D:
    case 0x2E:  // ucomiss
    case 0x2F:
    case 0x50:  // movmskps
    case 0x7E:  // movd
    case 0xD7:  // pmovmskb
      return false;
    default:
      break;
  }
  return IsVector0F(opcode);
}

void TwoBytes(std::uint8_t opcode, const Operands& operands, LoopStep& step) {
  switch (opcode) {
    case 0x18:
    case 0x1F:
      return;
    case 0xA3:  // bt
      step.sets_flags = true;
      step.tests = operands.reg | operands.rm;
      return;
    case 0xB6:
    case 0xB7:
    case 0xBE:
    case 0xBF:
      return Move(operands, step);
    case 0xB0:
    case 0xB1:
      step.sets_flags = true;
      step.sets = operands.rm | kRax;
      return;
    default:
      break;
  }
  if ((opcode & 0xF0) == 0x80) {
    step.jumps = true;
  } else if ((opcode & 0xF0) == 0x40) {
    return;  // cmov may leave what was there
  } else if ((opcode & 0xF0) == 0x90) {
    step.sets = operands.rm;
  } else if (!SetsVectorOnly(opcode)) {
    step.sets = operands.reg | operands.rm | kRax;
    step.sets_flags = true;
  }
}

}  // namespace

LoopStep X86Step(absl::Span<const std::uint8_t> code, const X86Layout& layout) {
  LoopStep step;
  const Operands operands = OperandsOf(code, layout);
  if (layout.map == X86Map::kOneByte) {
    OneByte(layout.opcode, layout.modrm, operands, step);
  } else if (layout.map == X86Map::k0F) {
    TwoBytes(layout.opcode, operands, step);
  } else {
    // Its registers have more bits elsewhere.
    step.sets = kAll;
    step.sets_flags = true;
    step.reads = layout.has_memory();
    return step;
  }
  if (ReadsMemory(layout)) {
    step.reads = !operands.on_stack;
    step.addresses = operands.address;
  }
  return step;
}

}  // namespace atomics_lab::isa
