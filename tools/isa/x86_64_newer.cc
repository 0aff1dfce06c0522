// Sources: Intel Architecture Instruction Set Extensions Programming Reference
// (319433), CMPccXADD and RAO-INT; Intel APX architecture specification
// (355828), chapters 3 and 4; SDM (325462) vol. 2D, appendix A, for the opcodes
// that take a LOCK prefix.
#include "tools/isa/x86_64_newer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tools/isa/scan.h"
#include "tools/isa/x86_64_length.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

constexpr std::uint8_t kRemoteAtomic = 0xFC;
constexpr std::uint8_t kRex2 = 0xD5;

bool IsRemoteAtomic(const X86Layout& layout) {
  return (layout.map == X86Map::k0F38 || layout.map == X86Map::kExtended) &&
         layout.opcode == kRemoteAtomic && layout.has_memory();
}

bool IsCompareAndAdd(const X86Layout& layout) {
  return layout.map == X86Map::kVector0F38 && (layout.opcode & 0xF0) == 0xE0 &&
         layout.has_memory();
}

bool Contains(Code code, std::uint8_t byte) {
  return std::find(code.begin(), code.end(), byte) != code.end();
}

// Its prefix, or the two bits that stand for one, say which of four it is.
std::string_view RemoteAtomicName(Code code, const X86Layout& layout) {
  constexpr std::string_view kNames[] = {"aadd", "aand", "axor", "aor"};
  if (layout.map == X86Map::kExtended) {
    return kNames[code[layout.opcode_at - 2] & 3];
  }
  const Code prefixes = code.subspan(0, layout.opcode_at);
  if (Contains(prefixes, 0xF2)) return kNames[3];
  if (Contains(prefixes, 0xF3)) return kNames[2];
  return kNames[Contains(prefixes, 0x66) ? 1 : 0];
}

std::string CompareAndAddName(std::uint8_t opcode) {
  constexpr std::string_view kConditions[] = {
      "o", "no", "b", "nb", "z", "nz", "be", "nbe",
      "s", "ns", "p", "np", "l", "nl", "le", "nle"};
  return absl::StrCat("cmp", kConditions[opcode & 15], "xadd");
}

// What may be locked in the first map; empty if nothing.
std::string_view OneByteName(const X86Layout& layout) {
  constexpr std::string_view kArithmetic[] = {"add", "or",  "adc", "sbb",
                                              "and", "sub", "xor", ""};
  const unsigned group = layout.modrm >> 3 & 7;
  if (layout.opcode < 0x38 && (layout.opcode & 7) < 2) {
    return kArithmetic[layout.opcode >> 3];
  }
  switch (layout.opcode) {
    case 0x80:
    case 0x81:
    case 0x83:
      return kArithmetic[group];
    case 0x86:
    case 0x87:
      return "xchg";
    case 0xF6:
    case 0xF7:
      return group == 2 ? "not" : group == 3 ? "neg" : "";
    case 0xFE:
    case 0xFF:
      return group == 0 ? "inc" : group == 1 ? "dec" : "";
    default:
      return "";
  }
}

// The same in the second map.
std::string_view EscapedName(const X86Layout& layout) {
  switch (layout.opcode) {
    case 0xAB:
      return "bts";
    case 0xB3:
      return "btr";
    case 0xBB:
      return "btc";
    case 0xB0:
    case 0xB1:
      return "cmpxchg";
    case 0xC0:
    case 0xC1:
      return "xadd";
    case 0xBA: {
      constexpr std::string_view kBits[] = {"", "bts", "btr", "btc"};
      const unsigned group = layout.modrm >> 3 & 7;
      return group >= 4 ? kBits[group - 4] : "";
    }
    case 0xC7:
      return (layout.modrm >> 3 & 7) == 1 ? "cmpxchg16b" : "";
    default:
      return "";
  }
}

// With the registers that only a REX2 prefix reaches; empty if it is none.
std::string LockedName(Code code, const X86Layout& layout) {
  const bool escaped = layout.map == X86Map::k0F;
  if (layout.opcode_at < 2 || code[layout.opcode_at - 2] != kRex2 ||
      !layout.has_memory() || (!escaped && layout.map != X86Map::kOneByte)) {
    return "";
  }
  const std::string_view name =
      escaped ? EscapedName(layout) : OneByteName(layout);
  if (name.empty() || (!layout.lock && name != "xchg")) return "";
  return absl::StrCat(layout.lock ? "lock " : "", name);
}

std::string NameOf(Code code, const X86Layout& layout) {
  if (IsRemoteAtomic(layout)) {
    return std::string(RemoteAtomicName(code, layout));
  }
  if (IsCompareAndAdd(layout)) return CompareAndAddName(layout.opcode);
  return LockedName(code, layout);
}

}  // namespace

bool MayBeNewerX86_64(const X86Layout& layout) {
  return IsRemoteAtomic(layout) || IsCompareAndAdd(layout);
}

std::optional<listing::Instruction> NewerX86_64(Code code) {
  const std::optional<X86Layout> layout = LayoutOf(code);
  if (!layout.has_value()) return std::nullopt;
  std::string name = NameOf(code, *layout);
  if (name.empty()) return std::nullopt;
  return listing::Instruction{
      .mnemonic = std::move(name),
      .operands = {{.kind = listing::Operand::Kind::kMemory,
                    .reads = true,
                    .writes = true}}};
}

}  // namespace atomics_lab::isa
