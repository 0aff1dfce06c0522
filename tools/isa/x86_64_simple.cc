// Source: Intel SDM (325462) vol. 2, instruction encodings.
#include "tools/isa/x86_64_simple.h"

#include <cstdint>

#include "tools/isa/x86_64_length.h"

namespace atomics_lab::isa {
namespace {

unsigned Group(const X86Layout& layout) { return layout.modrm >> 3 & 7; }

// Writes to memory without a lock, which no waiting loop does.
bool StoresPlainly(const X86Layout& layout) {
  return layout.has_memory() && !layout.lock;
}

// An arithmetic opcode below 40: destination first in those ending in 0 and 1.
bool IsSimpleArithmetic(const X86Layout& layout) {
  const unsigned form = layout.opcode & 7;
  const bool compares = (layout.opcode & 0xF8) == 0x38;
  return form < 6 && (form > 1 || compares || !StoresPlainly(layout));
}

bool IsSimpleOneByte(const X86Layout& layout) {
  const std::uint8_t opcode = layout.opcode;
  if (opcode < 0x40) return IsSimpleArithmetic(layout);
  if ((opcode & 0xF0) == 0x70 || (opcode & 0xF0) == 0xB0) return true;
  switch (opcode) {
    case 0x63:  // movsxd
    case 0x69:  // imul
    case 0x6B:
    case 0x84:  // test
    case 0x85:
    case 0x86:  // xchg
    case 0x87:
    case 0x8A:  // mov from memory
    case 0x8B:
    case 0x8D:  // lea
    case 0x90:  // nop and pause
    case 0xA8:  // test
    case 0xA9:
    case 0xE9:  // jmp
    case 0xEB:
      return true;
    case 0x80:  // group 1: /7 compares
    case 0x81:
    case 0x83:
      return Group(layout) == 7 || !StoresPlainly(layout);
    case 0xF6:  // group 3: test, not, neg, then multiplications
    case 0xF7:
      return Group(layout) < 2 || (Group(layout) < 4 && !StoresPlainly(layout));
    case 0xFE:  // groups 4 and 5: inc, dec, then calls and jumps
    case 0xFF:
      return Group(layout) < 2 && !StoresPlainly(layout);
    case 0x88:  // mov
    case 0x89:
    case 0xC0:  // shifts
    case 0xC1:
    case 0xC6:  // mov
    case 0xC7:
    case 0xD0:  // shifts
    case 0xD1:
    case 0xD2:
    case 0xD3:
      return !StoresPlainly(layout);
    default:
      return false;
  }
}

// movups, movaps, movnt, movd and movdqu to memory. `repeat`: F3 makes 7E a
// load.
bool StoresVector(std::uint8_t opcode, bool repeat) {
  switch (opcode) {
    case 0x11:
    case 0x13:
    case 0x17:
    case 0x29:
    case 0x2B:
    case 0x7F:
    case 0xD6:
    case 0xE7:
      return true;
    case 0x7E:
      return !repeat;
    default:
      return false;
  }
}

bool IsSimple0F(const X86Layout& layout) {
  const std::uint8_t opcode = layout.opcode;
  switch (opcode & 0xF0) {
    case 0x40:  // cmov
    case 0x80:  // jcc
      return true;
    case 0x90:  // setcc
      return !StoresPlainly(layout);
    default:
      break;
  }
  switch (opcode) {
    case 0x05:  // syscall
    case 0x18:  // hints and nops
    case 0x1F:
    case 0xA3:  // bt
    case 0xAF:  // imul
    case 0xB6:  // movzx
    case 0xB7:
    case 0xBE:  // movsx
    case 0xBF:
      return true;
    case 0xBA:  // /4 is bt
      return Group(layout) == 4 || !StoresPlainly(layout);
    case 0xAB:  // bts, btr, btc
    case 0xB0:  // cmpxchg
    case 0xB1:
    case 0xB3:
    case 0xBB:
    case 0xC0:  // xadd
    case 0xC1:
      return !StoresPlainly(layout);
    case 0xC7:  // cmpxchg16b, and things without memory
      return layout.lock;
    case 0xAE:  // lfence, mfence and sfence
      return layout.modrm >= 0xE8;
    default:
      return IsVector0F(opcode) &&
             !(StoresPlainly(layout) && StoresVector(opcode, layout.repeat));
  }
}

}  // namespace

bool IsSimpleX86(const X86Layout& layout) {
  switch (layout.map) {
    case X86Map::kOneByte:
      return IsSimpleOneByte(layout);
    case X86Map::k0F:
      return IsSimple0F(layout);
    case X86Map::k0F38:
      // movbe to memory
      return layout.opcode != 0xF1 || !StoresPlainly(layout);
    case X86Map::k0F3A:
    case X86Map::kVector:
      return !(StoresPlainly(layout) && StoresVector(layout.opcode, false));
    case X86Map::kVector0F38:
      return true;
    case X86Map::kExtended:
      return false;
  }
  return false;
}

}  // namespace atomics_lab::isa
