// How long an x86-64 instruction is, and what it is at a glance, without
// decoding it: for walking through a hundred megabytes of code.
//
// Sources: Intel SDM (325462) vol. 2A, chapter 2 (instruction format, VEX,
// EVEX) and vol. 2D, appendix A (opcode maps); AMD APM vol. 3 (24594), section
// 1.2 and appendix A for XOP, 3DNow! and SSE4a; Intel APX architecture
// specification (355828), chapters 3 and 4, for REX2 and EVEX's map 4.
#ifndef ATOMICS_LAB_TOOLS_ISA_X86_64_LENGTH_H_
#define ATOMICS_LAB_TOOLS_ISA_X86_64_LENGTH_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/types/span.h"

namespace atomics_lab::isa {

// Which table of opcodes an instruction is in.
enum class X86Map : std::uint8_t {
  kOneByte,
  k0F,
  k0F38,
  k0F3A,
  kVector,      // VEX, EVEX or XOP, in a map other than these:
  kVector0F38,  // map 2 of VEX and EVEX
  kExtended,    // map 4 of EVEX: older opcodes with more registers
};

// Counts are of bytes, and of their natural type also for speed: a structure
// that fits into two registers would be gathered into them from members that
// were just stored one by one, which stalls for longer than the walk takes.
struct X86Layout {
  std::size_t length = 0;     // 1 to 15
  std::size_t opcode_at = 0;  // bytes before the opcode
  std::size_t immediate = 0;  // bytes at the end
  X86Map map = X86Map::kOneByte;
  std::uint8_t opcode = 0;
  std::uint8_t modrm = 0;  // 0 if there is none
  bool has_modrm = false;
  bool lock = false;    // F0
  bool repeat = false;  // F3

  bool has_memory() const { return has_modrm && modrm < 0xC0; }
};

// The layout of the first instruction of `code`.
// Guarantees: reads nothing beyond `code`; absent if it ends within the
// instruction, or if the first bytes are none that 64-bit mode has. Opcodes
// that the manuals reserve within a map have the length they would be given,
// since newer processors may have them, but not in the first map's groups.
// Near branches are those of Intel's processors: their offset has four bytes
// even after an operand-size prefix.
std::optional<X86Layout> LayoutOf(absl::Span<const std::uint8_t> code);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_X86_64_LENGTH_H_
