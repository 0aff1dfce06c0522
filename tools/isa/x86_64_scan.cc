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
#include "tools/isa/progress.h"
#include "tools/isa/scan.h"
#include "tools/isa/x86_64_length.h"
#include "tools/isa/x86_64_newer.h"
#include "tools/isa/x86_64_simple.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

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

// ret, hlt, jumps through a register or memory, traps.
// jmp through a register or memory, near or far.
bool JumpsAnywhere(const X86Layout& layout) {
  return layout.map == X86Map::kOneByte && layout.opcode == 0xFF &&
         (layout.modrm >> 3 & 6) == 4;
}

bool EndsWay(const X86Layout& layout) {
  if (layout.map == X86Map::k0F) return layout.opcode == 0x0B;  // ud2
  if (layout.map != X86Map::kOneByte) return false;
  switch (layout.opcode) {
    case 0xC2:
    case 0xC3:
    case 0xCC:
    case 0xF4:
      return true;
    default:
      return JumpsAlways(layout) || JumpsAnywhere(layout);
  }
}

bool HintsOrCallsSystem(const X86Layout& layout) {
  if (layout.map == X86Map::k0F) return layout.opcode == 0x05;
  return layout.map == X86Map::kOneByte && layout.opcode == 0x90 &&
         layout.repeat;
}

// True if simple instructions that read memory lead from the beginning of
// `loop` to its last instruction. Ways with others lead out of it.
bool MayWait(Code code, Extent loop) {
  LoopWays ways;
  bool reads = false;
  bool synchronizes = false;  // then it is rare, and worth a closer look
  const std::size_t size = loop.end - loop.begin;
  for (std::size_t at = 0; at < size;) {
    if (!ways.Reach(at)) {
      ++at;
      continue;
    }
    const std::optional<X86Layout> layout =
        LayoutOf(code.subspan(loop.begin + at, size - at));
    if (!layout.has_value()) return false;
    const std::size_t end = at + layout->length;
    const bool simple = IsSimpleX86(*layout);
    if (simple) ways.Add(X86Step(code.subspan(loop.begin + at), *layout), at);
    if (end == size) return reads && (synchronizes || !ways.GetsOn());
    at = end;
    if (!simple) continue;
    reads |= ReadsMemory(*layout);
    synchronizes |= Synchronizes(*layout);
    if (IsJump(*layout)) {
      ways.JumpTo(static_cast<std::int64_t>(end) +
                      Distance(code, loop.begin + end, layout->immediate),
                  end, size);
    }
    if (!JumpsAlways(*layout)) ways.GoTo(end);
  }
  return false;
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

  std::vector<Extent> LoopsAround(Code, Extent, std::size_t) const override {
    return {};
  }

  std::optional<FlowStep> FlowAt(Code code, std::size_t offset) const override;

  void ScanCalls(Code, Extent, std::uint64_t, absl::Span<const std::uint64_t>,
                 std::vector<CallSighting>&) const override {}
};

std::optional<FlowStep> X86_64ScannerImpl::FlowAt(Code code,
                                                  std::size_t offset) const {
  const std::optional<X86Layout> layout = LayoutOf(code.subspan(offset));
  if (!layout.has_value()) return std::nullopt;
  FlowStep step = {
      .end = offset + layout->length,
      .falls_through = !EndsWay(*layout),
      .jumps_anywhere = JumpsAnywhere(*layout),
      .synchronizes = Synchronizes(*layout) || HintsOrCallsSystem(*layout),
      .works = !IsSimpleX86(*layout)};
  if (IsJump(*layout)) {
    // A jump to what follows it is one that a linker has yet to direct.
    const std::int64_t distance = Distance(code, step.end, layout->immediate);
    if (distance != 0) {
      step.target = step.end + static_cast<std::size_t>(distance);
    }
  }
  return step;
}

void X86_64ScannerImpl::Scan(Code code, Extent extent,
                             std::vector<Sighting>& sightings) const {
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
      if (distance < 0 && back <= end - extent.begin && back <= kLongestLoop &&
          MayWait(code, {end - back, end})) {
        sightings.push_back({Sighting::Kind::kLoop, {end - back, end}});
      }
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
