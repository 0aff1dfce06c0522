#include "tools/isa/x86_64_length.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/types/span.h"
#include "tools/isa/x86_64_opcodes.h"

namespace atomics_lab::isa {
namespace {

// Longer instructions do not exist.
constexpr std::size_t kLongest = 15;
// Bytes that a walk may look at: an opcode, ModRM and SIB behind prefixes that
// are already too many.
constexpr std::size_t kReach = 32;

// Walks through one instruction of kReach readable bytes, so that no step needs
// to ask where the code ends.
class Walker {
 public:
  // Fills in `layout` where the caller wants it.
  Walker(const std::uint8_t* code, X86Layout& layout)
      : code_(code), layout_(layout) {}

  // False for no instruction, or one of more than `limit` bytes.
  bool Walk(std::size_t limit) {
    ReadPrefixes();
    const char form = ReadOpcode();
    if (form == '-') return false;
    if (kForms[form].has_modrm) ReadModRm();
    if (IsHole()) return false;
    Skip(layout_.immediate = ImmediateSize(form));
    layout_.length = position_;
    return position_ <= limit;
  }

 private:
  std::uint8_t Peek() const { return code_[position_]; }
  void Skip(std::size_t count) { position_ += count; }
  std::uint8_t Next() { return code_[position_++]; }

  void ReadPrefixes();
  char ReadOpcode();
  char ReadEscape();
  char ReadVex3();
  char ReadEvex();
  char ReadRex2();
  char ReadExtended();
  std::uint8_t NextOpcode() {
    layout_.opcode_at = position_;
    return layout_.opcode = Next();
  }
  char ReadXop();
  char Vector(unsigned map);
  void ReadModRm();
  bool IsHole() const;
  std::uint8_t ImmediateSize(char form) const;

  const std::uint8_t* code_;
  std::size_t position_ = 0;
  bool operand_size_ = false;  // 66
  bool address_size_ = false;  // 67
  bool repeat_not_ = false;    // F2
  bool wide_ = false;          // REX.W
  X86Layout& layout_;
};

void Walker::ReadPrefixes() {
  for (;;) {
    // A REX prefix counts only right before the opcode.
    const bool rex = (Peek() & 0xF0) == 0x40;
    wide_ = rex && (Peek() & 0x08) != 0;
    Skip(rex ? 1 : 0);
    if (kOneByte[Peek()] != 'p' || position_ >= kLongest) return;
    if ((Peek() & 0xF0) == 0x40) continue;
    const std::uint8_t prefix = Next();
    operand_size_ |= prefix == 0x66;
    address_size_ |= prefix == 0x67;
    layout_.lock |= prefix == 0xF0;
    repeat_not_ |= prefix == 0xF2;
    layout_.repeat |= prefix == 0xF3;
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
  // In mode 0, base 5 of SIB is no register but a displacement.
  const bool has_sib = (layout_.modrm & 7) == 4;
  const bool bare = layout_.modrm < 0x40 && has_sib && (Peek() & 7) == 5;
  Skip(kTails[layout_.modrm] + (bare ? 4 : 0));
}

bool Walker::IsHole() const {
  if (layout_.map != X86Map::kOneByte || !layout_.has_modrm) return false;
  const X86Holes holes = kHoles[layout_.opcode];
  const unsigned group = layout_.modrm >> 3 & 7;
  const unsigned mask = layout_.has_memory() ? holes.memory : holes.registers;
  if ((mask >> group & 1) == 0) return false;
  const bool transaction = (layout_.opcode & 0xFE) == 0xC6;
  return !transaction || layout_.modrm != 0xF8;
}

std::uint8_t Walker::ImmediateSize(char form) const {
  if (!kForms[form].varies) return kForms[form].immediate;
  const std::uint8_t by_operand = operand_size_ && !wide_ ? 2 : 4;
  const bool tests = (layout_.modrm & 0x38) <= 0x08;
  switch (form) {
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
  std::optional<X86Layout> layout(std::in_place);
  std::array<std::uint8_t, kReach> padded = {};
  const std::uint8_t* bytes = code.data();
  if (code.size() < kReach) {
    absl::c_copy(code, padded.begin());
    bytes = padded.data();
  }
  const std::size_t limit = std::min(code.size(), kLongest);
  if (!Walker(bytes, *layout).Walk(limit)) layout.reset();
  return layout;
}

}  // namespace atomics_lab::isa
