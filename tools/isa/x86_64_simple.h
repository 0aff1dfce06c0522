// What loops that wait are made of on x86-64.
#ifndef ATOMICS_LAB_TOOLS_ISA_X86_64_SIMPLE_H_
#define ATOMICS_LAB_TOOLS_ISA_X86_64_SIMPLE_H_

#include <cstdint>

#include "tools/isa/x86_64_length.h"

namespace atomics_lab::isa {

// False of calls, plain stores and what is rare. Of the maps where only vectors
// and a few newer instructions are, some that store are let through.
bool IsSimpleX86(const X86Layout& layout);

// Not of what only computes an address or prefetches.
inline bool ReadsMemory(const X86Layout& layout) {
  const bool lea = layout.map == X86Map::kOneByte && layout.opcode == 0x8D;
  const bool nop = layout.map == X86Map::k0F &&
                   (layout.opcode == 0x18 || layout.opcode == 0x1F);
  return layout.has_memory() && !lea && !nop;
}

// Whether the second map's opcode is a move, a comparison or arithmetic of
// vectors.
inline bool IsVector0F(std::uint8_t opcode) {
  const unsigned row = opcode >> 4;
  return row == 1 || row == 2 || (row >= 5 && row <= 7) || row >= 0xD;
}

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_X86_64_SIMPLE_H_
