// What x86-64's opcodes are followed by: the tables that x86_64_length.cc walks
// with. Sources: those of x86_64_length.h.
#ifndef ATOMICS_LAB_TOOLS_ISA_X86_64_OPCODES_H_
#define ATOMICS_LAB_TOOLS_ISA_X86_64_OPCODES_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace atomics_lab::isa {

// What follows an opcode, one letter for each, sixteen to a row as in the
// appendix. Lower case: without ModRM; upper case: with it.
//   n N  nothing          b B  one byte         w    two bytes
//   z Z  two or four bytes, by operand size     v    z, or eight with REX.W
//   d    four bytes       o    an address       e    enter: two bytes and one
//   T U  group 3: an immediate (one byte; as z) for its two tests only
//   p    prefix           x    escape to another encoding      -  no opcode
inline constexpr std::string_view kOneByte =
    "NNNNbz--NNNNbz-x"   // 00: add, or; 0F
    "NNNNbz--NNNNbz--"   // 10: adc, sbb
    "NNNNbzp-NNNNbzp-"   // 20: and, sub
    "NNNNbzp-NNNNbzp-"   // 30: xor, cmp
    "pppppppppppppppp"   // 40: REX
    "nnnnnnnnnnnnnnnn"   // 50: push, pop
    "--xNppppzZbBnnnn"   // 60: EVEX, movsxd, prefixes, push, imul, ins, outs
    "bbbbbbbbbbbbbbbb"   // 70: jcc
    "BZ-BNNNNNNNNNNNx"   // 80: group 1, test, xchg, mov, lea; pop or XOP
    "nnnnnnnnnn-nnnnn"   // 90: xchg, cwde, cdq, pushf
    "oooonnnnbznnnnnn"   // A0: mov with an address, strings, test
    "bbbbbbbbvvvvvvvv"   // B0: mov
    "BBwnxxBZenwnnb-n"   // C0: shifts, ret, VEX, mov, enter, int
    "NNNN---nNNNNNNNN"   // D0: shifts, xlat, x87
    "bbbbbbbbdd-bnnnn"   // E0: loop, in, out, call, jmp
    "pnppnnTUnnnnnnNN";  // F0: prefixes, groups 3 to 5

inline constexpr std::string_view k0F =
    "NNNN-nnnnn-n-NnB"   // 00: syscall, ud2, prefetch; 3DNow! ends in a byte
    "NNNNNNNNNNNNNNNN"   // 10: moves, nops
    "NNNN----NNNNNNNN"   // 20: control registers, conversions
    "nnnnnn-nx-x-----"   // 30: rdtsc, sysenter; 0F38, 0F3A
    "NNNNNNNNNNNNNNNN"   // 40: cmovcc
    "NNNNNNNNNNNNNNNN"   // 50
    "NNNNNNNNNNNNNNNN"   // 60
    "BBBBNNNnNN--NNNN"   // 70: shuffles, shifts, emms
    "dddddddddddddddd"   // 80: jcc
    "NNNNNNNNNNNNNNNN"   // 90: setcc
    "nnnNBNNNnnnNBNNN"   // A0: cpuid, shifts
    "NNNNNNNNNNBNNNNN"   // B0: cmpxchg, bit tests
    "NNBNBBBNnnnnnnnn"   // C0: xadd, comparisons, bswap
    "NNNNNNNNNNNNNNNN"   // D0
    "NNNNNNNNNNNNNNNN"   // E0
    "NNNNNNNNNNNNNNNN";  // F0

static_assert(kOneByte.size() == 256 && k0F.size() == 256);

// What a letter means without prefixes. A table, since code jumps about between
// forms faster than a processor learns to predict a switch over them.
struct X86Form {
  bool has_modrm = false;
  std::uint8_t immediate = 0;  // bytes
  bool varies = false;         // the immediate, with prefixes or ModRM
};

constexpr std::array<X86Form, 128> MakeForms() {
  std::array<X86Form, 128> forms = {};
  for (char letter = 'A'; letter <= 'Z'; ++letter) {
    forms[letter].has_modrm = true;
  }
  for (const char letter : {'b', 'B', 'T'}) forms[letter].immediate = 1;
  for (const char letter : {'w', 'W'}) forms[letter].immediate = 2;
  forms['e'].immediate = 3;
  for (const char letter : {'d', 'D', 'z', 'Z', 'v', 'U'}) {
    forms[letter].immediate = 4;
  }
  forms['o'].immediate = 8;
  for (const char letter : {'z', 'Z', 'v', 'o', 'T', 'U'}) {
    forms[letter].varies = true;
  }
  return forms;
}
inline constexpr std::array<X86Form, 128> kForms = MakeForms();

// The bytes behind ModRM that it asks for: SIB and the displacement.
constexpr std::array<std::uint8_t, 256> MakeTails() {
  std::array<std::uint8_t, 256> tails = {};
  for (unsigned modrm = 0; modrm < 0xC0; ++modrm) {
    const unsigned mode = modrm >> 6;
    const bool wide = mode == 2 || (mode == 0 && (modrm & 7) == 5);
    const unsigned displacement = wide ? 4 : mode;  // mode 1: one byte
    const unsigned sib = (modrm & 7) == 4 ? 1 : 0;
    tails[modrm] = static_cast<std::uint8_t>(displacement + sib);
  }
  return tails;
}
inline constexpr std::array<std::uint8_t, 256> kTails = MakeTails();

// What ModRM.reg may not be in the first map, one bit for each of its values.
// Newer instructions have maps of their own, so what looks like this is data,
// and the next byte may begin an instruction.
struct X86Holes {
  std::uint8_t memory = 0;
  std::uint8_t registers = 0;
};

constexpr std::array<X86Holes, 256> MakeHoles() {
  std::array<X86Holes, 256> holes = {};
  holes[0x8C] = {0xC0, 0xC0};  // mov from one of six segment registers
  holes[0x8D] = {0x00, 0xFF};  // lea
  holes[0x8E] = {0xC2, 0xC2};  // mov to one of them, but not to cs
  holes[0xC6] = {0xFE, 0xFE};  // mov; but see xabort and xbegin
  holes[0xC7] = {0xFE, 0xFE};
  holes[0xFE] = {0xFC, 0xFC};  // inc, dec
  holes[0xFF] = {0x80,
                 0xA8};  // far calls and jumps have their target in memory
  return holes;
}
inline constexpr std::array<X86Holes, 256> kHoles = MakeHoles();

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_X86_64_OPCODES_H_
