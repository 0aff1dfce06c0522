#include "tools/isa/x86_64_length.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/types/span.h"

namespace atomics_lab::isa {
namespace {

// What follows an opcode, one letter for each, sixteen to a row as in the
// appendix. Lower case: without ModRM; upper case: with it.
//   n N  nothing          b B  one byte         w    two bytes
//   z Z  two or four bytes, by operand size     v    z, or eight with REX.W
//   d    four bytes       o    an address       e    enter: two bytes and one
//   T U  group 3: an immediate (one byte; as z) for its two tests only
//   p    prefix           x    escape to another encoding      -  no opcode
constexpr std::string_view kOneByte =
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

constexpr std::string_view k0F =
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

// Walks through one instruction. A read beyond the code fails.
class Walker {
 public:
  explicit Walker(absl::Span<const std::uint8_t> code)
      : code_(code.subspan(0, kLongest)) {}

  std::optional<X86Layout> Walk() {
    ReadPrefixes();
    const char form = ReadOpcode();
    if (form == '-') return std::nullopt;
    if (form >= 'A' && form <= 'Z') ReadModRm();
    if (IsHole()) return std::nullopt;
    Skip(layout_.immediate = ImmediateSize(form));
    if (!ok_) return std::nullopt;
    layout_.length = static_cast<std::uint8_t>(position_);
    return layout_;
  }

 private:
  static constexpr std::size_t kLongest = 15;

  std::uint8_t Peek() const {
    return position_ < code_.size() ? code_[position_] : 0;
  }
  void Skip(std::size_t count) {
    position_ += count;
    ok_ = ok_ && position_ <= code_.size();
  }
  std::uint8_t Next() {
    const std::uint8_t byte = Peek();
    Skip(1);
    return byte;
  }

  void ReadPrefixes();
  char ReadOpcode();
  char ReadEscape();
  char ReadVex3();
  char ReadEvex();
  char ReadRex2();
  char ReadExtended();
  std::uint8_t NextOpcode() {
    layout_.opcode_at = static_cast<std::uint8_t>(position_);
    return layout_.opcode = Next();
  }
  char ReadXop();
  char Vector(unsigned map);
  void ReadModRm();
  bool IsHole() const;
  std::uint8_t ImmediateSize(char form) const;

  absl::Span<const std::uint8_t> code_;
  std::size_t position_ = 0;
  bool ok_ = true;
  bool operand_size_ = false;  // 66
  bool address_size_ = false;  // 67
  bool repeat_not_ = false;    // F2
  bool wide_ = false;          // REX.W
  X86Layout layout_;
};

void Walker::ReadPrefixes() {
  while (position_ < code_.size() && kOneByte[Peek()] == 'p') {
    const std::uint8_t prefix = Next();
    operand_size_ |= prefix == 0x66;
    address_size_ |= prefix == 0x67;
    layout_.lock |= prefix == 0xF0;
    repeat_not_ |= prefix == 0xF2;
    layout_.repeat |= prefix == 0xF3;
    // A REX prefix counts only right before the opcode.
    wide_ = (prefix & 0xF8) == 0x48;
  }
}

char Walker::ReadOpcode() {
  switch (NextOpcode()) {
    case 0x0F:
      return ReadEscape();
    case 0x62:
      return ReadEvex();
    case 0x8F:
      // XOP has a map of 8 to 10 where `pop` has 0 in ModRM.reg.
      return (Peek() & 0x38) == 0 ? 'N' : ReadXop();
    case 0xC4:
      return ReadVex3();
    case 0xC5:
      Skip(1);
      return Vector(1);
    case 0xD5:
      return ReadRex2();
    default:
      return kOneByte[layout_.opcode];
  }
}

char Walker::ReadEscape() {
  layout_.map = X86Map::k0F;
  NextOpcode();
  if (layout_.opcode == 0x38 || layout_.opcode == 0x3A) {
    const bool immediate = layout_.opcode == 0x3A;
    layout_.map = immediate ? X86Map::k0F3A : X86Map::k0F38;
    NextOpcode();
    return immediate ? 'B' : 'N';
  }
  // SSE4a: extrq and insertq with two bytes, where vmread has none.
  if (layout_.opcode == 0x78 && (operand_size_ || repeat_not_)) return 'W';
  return k0F[layout_.opcode];
}

char Walker::ReadVex3() {
  const unsigned map = Next() & 0x1F;
  Skip(1);
  return map >= 1 && map <= 3 ? Vector(map) : '-';
}

char Walker::ReadEvex() {
  const unsigned map = Next() & 0x07;
  const std::uint8_t second = Next();
  Skip(1);
  if (map == 4) {
    operand_size_ = (second & 3) == 1;
    wide_ = (second & 0x80) != 0;
    return ReadExtended();
  }
  const bool known = (map >= 1 && map <= 3) || map == 5 || map == 6;
  return known ? Vector(map) : '-';
}

char Walker::ReadXop() {
  const unsigned map = Next() & 0x1F;
  Skip(1);
  layout_.map = X86Map::kVector;
  NextOpcode();
  switch (map) {
    case 8:
      return 'B';
    case 9:
      return 'N';
    case 10:
      return 'D';
    default:
      return '-';
  }
}

// A second REX prefix, of two bytes, ends the prefixes. Bit 7 says which of the
// first two maps the opcode is in, which has no further escapes.
char Walker::ReadRex2() {
  const std::uint8_t payload = Next();
  wide_ = (payload & 0x08) != 0;
  if ((payload & 0x80) != 0) {
    layout_.map = X86Map::k0F;
    return k0F[NextOpcode()];
  }
  const char form = kOneByte[NextOpcode()];
  return form == 'p' || form == 'x' ? '-' : form;
}

// Opcodes of the older maps, always with ModRM: those of the first one have
// the immediates that they have there, shld and shrd have other numbers.
char Walker::ReadExtended() {
  layout_.map = X86Map::kExtended;
  switch (NextOpcode()) {
    case 0x24:  // shld, shrd, sha1rnds4
    case 0x2C:
    case 0xD4:
      return 'B';
    case 0x69:
    case 0x6B:
    case 0x80:
    case 0x81:
    case 0x83:
    case 0xC0:
    case 0xC1:
    case 0xF6:
    case 0xF7:
      return kOneByte[layout_.opcode];
    default:
      return 'N';
  }
}

char Walker::Vector(unsigned map) {
  layout_.map = map == 2 ? X86Map::kVector0F38 : X86Map::kVector;
  NextOpcode();
  if (map == 3) return 'B';
  if (map != 1) return 'N';
  if (layout_.opcode == 0x77) return 'n';  // vzeroupper
  return k0F[layout_.opcode] == 'B' ? 'B' : 'N';
}

void Walker::ReadModRm() {
  layout_.has_modrm = true;
  layout_.modrm = Next();
  const unsigned mode = layout_.modrm >> 6;
  if (mode == 3) return;
  unsigned base = layout_.modrm & 7;
  if (base == 4) base = Next() & 7;  // SIB
  if (mode == 1) Skip(1);
  if (mode == 2 || (mode == 0 && base == 5)) Skip(4);
}

// True for what ModRM may not say in the first map. Newer instructions have
// maps of their own, so what looks like this is data, and the next byte may
// begin an instruction.
bool Walker::IsHole() const {
  if (layout_.map != X86Map::kOneByte) return false;
  const unsigned group = layout_.modrm >> 3 & 7;
  switch (layout_.opcode) {
    case 0x8C:  // mov from a segment register, of which there are six
      return group > 5;
    case 0x8D:  // lea
      return !layout_.has_memory();
    case 0x8E:  // mov to a segment register, but not to cs
      return group == 1 || group > 5;
    case 0xC6:  // mov; xabort and xbegin
    case 0xC7:
      return group != 0 && layout_.modrm != 0xF8;
    case 0xFE:  // inc, dec
      return group > 1;
    case 0xFF:  // far calls and jumps, whose target is in memory; none
      return group == 7 ||
             ((group == 3 || group == 5) && !layout_.has_memory());
    default:
      return false;
  }
}

std::uint8_t Walker::ImmediateSize(char form) const {
  const std::uint8_t by_operand = operand_size_ && !wide_ ? 2 : 4;
  const bool tests = (layout_.modrm & 0x38) <= 0x08;
  switch (form) {
    case 'b':
    case 'B':
      return 1;
    case 'w':
    case 'W':
      return 2;
    case 'e':
      return 3;
    case 'd':
    case 'D':
      return 4;
    case 'z':
    case 'Z':
      return by_operand;
    case 'v':
      return wide_ ? 8 : by_operand;
    case 'o':
      return address_size_ ? 4 : 8;
    case 'T':
      return tests ? 1 : 0;
    case 'U':
      return tests ? by_operand : 0;
    default:
      return 0;
  }
}

}  // namespace

std::optional<X86Layout> LayoutOf(absl::Span<const std::uint8_t> code) {
  return Walker(code).Walk();
}

}  // namespace atomics_lab::isa
