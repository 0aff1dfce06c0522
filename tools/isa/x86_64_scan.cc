// x86-64: which encodings synchronize, and what waiting loops are made of.
//
// Sources: Intel SDM (325462) vol. 2 for the encodings; vol. 3A, "Locked Atomic
// Operations", for the implicit lock of XCHG.
#include "tools/isa/x86_64_scan.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "tools/isa/scan.h"
#include "tools/isa/x86_64_length.h"
#include "tools/isa/x86_64_newer.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

unsigned Group(const X86Layout& layout) { return layout.modrm >> 3 & 7; }

bool Synchronizes(const X86Layout& layout) {
  if (layout.lock) return true;
  switch (layout.map) {
    case X86Map::kOneByte:
      return (layout.opcode & 0xFE) == 0x86 && layout.has_memory();  // xchg
    case X86Map::k0F:
      return layout.opcode == 0xAE && layout.modrm >= 0xF0 &&
             layout.modrm < 0xF8;  // mfence
    case X86Map::k0F38:
    case X86Map::kVector0F38:
    case X86Map::kExtended:
      return MayBeNewerX86_64(layout);
    case X86Map::k0F3A:
    case X86Map::kVector:
      return false;
  }
  return false;
}

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
    case 0xA8:  // test
    case 0xA9:
    case 0xE9:  // jmp
    case 0xEB:
      return true;
    case 0x90:  // nop, but not pause
      return !layout.repeat;
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
    case 0xAE:
      return Synchronizes(layout);
    default:
      return false;
  }
}

// One of the instructions that waiting is made of: no call, no pause, no plain
// store, nothing with a vector.
bool IsSimple(const X86Layout& layout) {
  return (layout.map == X86Map::kOneByte && IsSimpleOneByte(layout)) ||
         (layout.map == X86Map::k0F && IsSimple0F(layout));
}

bool ReadsMemory(const X86Layout& layout) {
  const bool lea = layout.map == X86Map::kOneByte && layout.opcode == 0x8D;
  const bool nop = layout.map == X86Map::k0F &&
                   (layout.opcode == 0x18 || layout.opcode == 0x1F);
  return layout.has_memory() && !lea && !nop;
}

bool JumpsAlways(const X86Layout& layout) {
  return layout.map == X86Map::kOneByte &&
         (layout.opcode == 0xEB || layout.opcode == 0xE9);
}

// A jump, conditional or not, with its distance in the instruction.
bool IsJump(const X86Layout& layout) {
  if (layout.map == X86Map::k0F) return (layout.opcode & 0xF0) == 0x80;
  return layout.map == X86Map::kOneByte &&
         ((layout.opcode & 0xF0) == 0x70 || JumpsAlways(layout));
}

// How far a jump goes from its end.
std::int64_t Distance(Code code, std::size_t end, std::size_t width) {
  if (width == 1) return static_cast<std::int8_t>(code[end - 1]);
  std::uint32_t distance = 0;
  for (std::size_t i = 0; i < width; ++i) {
    distance |= std::uint32_t{code[end - width + i]} << (8 * i);
  }
  return static_cast<std::int32_t>(distance);
}

// True if `loop` is a sequence of simple instructions that reads memory. What
// lies behind a jump would belong to another path, and be no loop.
bool MayWait(Code code, Extent loop) {
  bool reads = false;
  std::size_t at = loop.begin;
  while (at < loop.end) {
    const std::optional<X86Layout> layout =
        LayoutOf(code.subspan(at, loop.end - at));
    if (!layout.has_value() || !IsSimple(*layout)) return false;
    reads |= ReadsMemory(*layout);
    at += layout->length;
    if (JumpsAlways(*layout) && at < loop.end) return false;
  }
  return reads;
}

class X86_64ScannerImpl : public Scanner {
 public:
  void Scan(Code code, Extent extent,
            std::vector<Sighting>& sightings) const override;

  std::optional<Extent> OutlinedHelper(Code, std::size_t) const override {
    return std::nullopt;
  }

  std::optional<listing::Instruction> Newer(Code code,
                                            Extent extent) const override {
    return NewerX86_64(code.subspan(extent.begin, extent.end - extent.begin));
  }

  std::optional<JumpStub> StubAt(Code, std::size_t,
                                 std::uint64_t) const override {
    return std::nullopt;
  }

  void ScanCalls(Code, Extent, std::uint64_t, absl::Span<const std::uint64_t>,
                 std::vector<CallSighting>&) const override {}
};

void X86_64ScannerImpl::Scan(Code code, Extent extent,
                             std::vector<Sighting>& sightings) const {
  // The end of the last jump back: a loop that began before it is not
  // innermost.
  std::size_t turned = extent.begin;
  std::size_t at = extent.begin;
  while (at < extent.end) {
    const std::optional<X86Layout> layout =
        LayoutOf(code.subspan(at, extent.end - at));
    if (!layout.has_value()) {
      ++at;  // Data, or the middle of something: the next byte may be better.
      continue;
    }
    const std::size_t end = at + layout->length;
    if (Synchronizes(*layout)) {
      sightings.push_back({Sighting::Kind::kInstruction, {at, end}});
    }
    if (IsJump(*layout)) {
      const std::int64_t distance = Distance(code, end, layout->immediate);
      const auto back = static_cast<std::uint64_t>(-distance);
      if (distance < 0 && back <= end - turned && back <= kLongestLoop &&
          MayWait(code, {end - back, end})) {
        sightings.push_back({Sighting::Kind::kLoop, {end - back, end}});
      }
      if (distance < 0) turned = end;
    }
    at = end;
  }
}

}  // namespace

const Scanner& X86_64Scanner() {
  static const X86_64ScannerImpl scanner;
  return scanner;
}

}  // namespace atomics_lab::isa
