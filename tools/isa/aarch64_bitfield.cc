// Parts of registers. Source: Arm ARM DDI 0487, C6.2, SBFM, UBFM, BFM, EXTR and
// their aliases.
#include <cstdint>

#include "absl/types/span.h"
#include "tools/isa/aarch64_lowering.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::isa::aarch64 {
namespace {

std::uint64_t Ones(std::uint64_t width) {
  return width >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << width) - 1;
}

// `ubfx x0, x1, #lsb, #width` and all of its form.
bool HasField(const Lowering& to) {
  return to.Are("rrii") && to.Imm(3) >= 1 &&
         to.Imm(2) + to.Imm(3) <= static_cast<std::uint64_t>(to.Reg(0).bits);
}

bool ExtractUnsigned(Lowering& to) {
  if (!HasField(to)) return false;
  const Source down = to.Compute(Operation::kShiftRight, to.Reg(0).bits,
                                 Read(to.Reg(1)), to.Imm(2));
  to.Set(to.Reg(0),
         to.Compute(Operation::kCopy, static_cast<int>(to.Imm(3)), down));
  return true;
}

bool ExtractSigned(Lowering& to) {
  if (!HasField(to)) return false;
  const int bits = to.Reg(0).bits;
  const Source down =
      to.Compute(Operation::kShiftRight, bits, Read(to.Reg(1)), to.Imm(2));
  to.Set(to.Reg(0), to.Compute(Operation::kSignExtend, bits, down, to.Imm(3)));
  return true;
}

bool PlaceUnsigned(Lowering& to) {
  if (!HasField(to)) return false;
  const Source field = to.Compute(Operation::kCopy, static_cast<int>(to.Imm(3)),
                                  Read(to.Reg(1)));
  to.Set(to.Reg(0),
         to.Compute(Operation::kShiftLeft, to.Reg(0).bits, field, to.Imm(2)));
  return true;
}

bool PlaceSigned(Lowering& to) {
  if (!HasField(to)) return false;
  const int bits = to.Reg(0).bits;
  const Source field =
      to.Compute(Operation::kSignExtend, bits, Read(to.Reg(1)), to.Imm(3));
  to.Set(to.Reg(0), to.Compute(Operation::kShiftLeft, bits, field, to.Imm(2)));
  return true;
}

// Puts the bits of `value` that `mask` names into the destination.
void Insert(Source value, std::uint64_t mask, Lowering& to) {
  const int bits = to.Reg(0).bits;
  const Source part = to.Compute(Operation::kAnd, bits, value, mask);
  const Source kept = to.Compute(Operation::kAnd, bits, Read(to.Reg(0)), ~mask);
  to.Set(to.Reg(0), to.Compute(Operation::kOr, bits, kept, part));
}

bool InsertField(Lowering& to) {
  if (!HasField(to)) return false;
  const Source up = to.Compute(Operation::kShiftLeft, to.Reg(0).bits,
                               Read(to.Reg(1)), to.Imm(2));
  Insert(up, Ones(to.Imm(3)) << to.Imm(2), to);
  return true;
}

bool InsertLow(Lowering& to) {
  if (!HasField(to)) return false;
  const Source down = to.Compute(Operation::kShiftRight, to.Reg(0).bits,
                                 Read(to.Reg(1)), to.Imm(2));
  Insert(down, Ones(to.Imm(3)), to);
  return true;
}

// `bfc x0, #lsb, #width`
bool ClearField(Lowering& to) {
  if (!to.Are("rii") || to.Imm(1) > 63) return false;
  to.Set(to.Reg(0), to.Compute(Operation::kAnd, to.Reg(0).bits, Read(to.Reg(0)),
                               ~(Ones(to.Imm(2)) << to.Imm(1))));
  return true;
}

bool ExtractFromPair(Lowering& to) {
  if (!to.Are("rrri")) return false;
  const int bits = to.Reg(0).bits;
  if (to.Imm(3) >= static_cast<std::uint64_t>(bits)) return false;
  const Source high = to.Compute(Operation::kShiftLeft, bits, Read(to.Reg(1)),
                                 static_cast<std::uint64_t>(bits) - to.Imm(3));
  const Source low =
      to.Compute(Operation::kShiftRight, bits, Read(to.Reg(2)), to.Imm(3));
  to.Set(to.Reg(0), to.Compute(Operation::kOr, bits, high, low));
  return true;
}

template <std::uint64_t width>
bool SignExtend(Lowering& to) {
  if (!to.Are("rr")) return false;
  to.Set(to.Reg(0), to.Compute(Operation::kSignExtend, to.Reg(0).bits,
                               Read(to.Reg(1)), width));
  return true;
}

template <int width>
bool ZeroExtend(Lowering& to) {
  if (!to.Are("rr")) return false;
  to.Set(to.Reg(0), to.Compute(Operation::kCopy, width, Read(to.Reg(1))));
  return true;
}

constexpr Rule kRules[] = {
    {"ubfx", ExtractUnsigned}, {"sbfx", ExtractSigned},
    {"ubfiz", PlaceUnsigned},  {"sbfiz", PlaceSigned},
    {"bfi", InsertField},      {"bfxil", InsertLow},
    {"bfc", ClearField},       {"extr", ExtractFromPair},
    {"sxtb", SignExtend<8>},   {"sxth", SignExtend<16>},
    {"sxtw", SignExtend<32>},  {"uxtb", ZeroExtend<8>},
    {"uxth", ZeroExtend<16>},  {"uxtw", ZeroExtend<32>},
};

}  // namespace

absl::Span<const Rule> BitfieldRules() { return kRules; }

}  // namespace atomics_lab::isa::aarch64
