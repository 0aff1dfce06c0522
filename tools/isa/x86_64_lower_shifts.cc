// Sources: Intel SDM vol. 2 (325383), SAL, ROL, SHLD. Flags that the manual
// leaves undefined keep their value; OF of a shift by more than 1 is that of a
// shift by 1.
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/x86_64_lowering.h"

namespace atomics_lab::isa {
namespace {

Source Number(int value) {
  return Source::Of(static_cast<std::uint64_t>(value));
}

// The last operand, or 1 if none is named.
Source Count(X86Lowering& x) {
  const Source count = x.count() == 1 ? Number(1) : x.Read(x.count() - 1);
  return x.Compute(Operation::kAnd, 8, count,
                   Number(x.Bits(0) == 64 ? 63 : 31));
}

// A count of 0 leaves the flag.
void SetIf(X86Lowering& x, Source count, RegisterNumber flag, Source value) {
  const Source bit = x.Compute(Operation::kCopy, 1, value);
  x.Set(flag, Operation::kSelect, 8, count, bit, Source::Of(flag));
}

void SetShiftFlags(X86Lowering& x, Source count, Source result) {
  const int bits = x.Bits(0);
  SetIf(x, count, kSf, X86TopBit(x, bits, result));
  SetIf(x, count, kZf, x.Compute(Operation::kEqual, bits, result, Number(0)));
  const Source ones = x.Compute(Operation::kPopulationCount, 8, result);
  SetIf(x, count, kPf, x.Compute(Operation::kNot, 1, ones));
}

bool LowerLeft(X86Lowering& x) {
  const int bits = x.Bits(0);
  const Source a = x.Read(0);
  const Source count = Count(x);
  const Source result = x.Compute(Operation::kShiftLeft, bits, a, count);
  const Source left = x.Compute(Operation::kSub, 8, Number(bits), count);
  const Source out = x.Compute(Operation::kShiftRight, bits, a, left);
  SetIf(x, count, kCf, out);
  SetIf(x, count, kOf,
        x.Compute(Operation::kXor, 1, X86TopBit(x, bits, result), out));
  SetShiftFlags(x, count, result);
  x.Write(0, result);
  return true;
}

template <Operation operation>
bool LowerRight(X86Lowering& x) {
  const int bits = x.Bits(0);
  const Source a = x.Read(0);
  const Source count = Count(x);
  const Source result = x.Compute(operation, bits, a, count);
  const Source before = x.Compute(Operation::kSub, 8, count, Number(1));
  SetIf(x, count, kCf, x.Compute(operation, bits, a, before));
  const bool fills = operation == Operation::kShiftRightSigned;
  SetIf(x, count, kOf, fills ? Number(0) : X86TopBit(x, bits, a));
  SetShiftFlags(x, count, result);
  x.Write(0, result);
  return true;
}

bool LowerRotateLeft(X86Lowering& x) {
  const int bits = x.Bits(0);
  const Source a = x.Read(0);
  const Source count = Count(x);
  const Source right = x.Compute(Operation::kSub, 64, Number(256), count);
  const Source result = x.Compute(Operation::kRotateRight, bits, a, right);
  SetIf(x, count, kCf, result);
  SetIf(x, count, kOf,
        x.Compute(Operation::kXor, 1, X86TopBit(x, bits, result), result));
  x.Write(0, result);
  return true;
}

bool LowerRotateRight(X86Lowering& x) {
  const int bits = x.Bits(0);
  const Source a = x.Read(0);
  const Source count = Count(x);
  const Source result = x.Compute(Operation::kRotateRight, bits, a, count);
  const Source top = X86TopBit(x, bits, result);
  const Source next =
      x.Compute(Operation::kShiftRight, bits, result, Number(bits - 2));
  SetIf(x, count, kCf, top);
  SetIf(x, count, kOf, x.Compute(Operation::kXor, 1, top, next));
  x.Write(0, result);
  return true;
}

// Bits of the second operand come in where those of the first go out: with 16
// bits, a count may be too great for the result to be defined.
template <Operation out_shift, Operation in_shift>
bool LowerDouble(X86Lowering& x) {
  const int bits = x.Bits(0);
  if (bits == 16) return false;
  const Source a = x.Read(0);
  const Source count = Count(x);
  const Source left = x.Compute(Operation::kSub, 8, Number(bits), count);
  const Source incoming = x.Compute(in_shift, bits, x.Read(1), left);
  const Source shifted = x.Compute(out_shift, bits, a, count);
  const Source result = x.Compute(Operation::kOr, bits, shifted, incoming);
  const bool to_left = out_shift == Operation::kShiftLeft;
  const Source last =
      to_left ? left : x.Compute(Operation::kSub, 8, count, Number(1));
  SetIf(x, count, kCf, x.Compute(Operation::kShiftRight, bits, a, last));
  const Source changed = x.Compute(Operation::kXor, bits, a, result);
  SetIf(x, count, kOf, X86TopBit(x, bits, changed));
  SetShiftFlags(x, count, result);
  x.Write(0, result);
  return true;
}

constexpr auto kLeft = Operation::kShiftLeft;
constexpr auto kRight = Operation::kShiftRight;
constexpr auto kRightSigned = Operation::kShiftRightSigned;

constexpr X86Rule kRules[] = {
    {"shl", 1, LowerLeft},
    {"shl", 2, LowerLeft},
    {"sal", 1, LowerLeft},
    {"sal", 2, LowerLeft},
    {"shr", 1, LowerRight<kRight>},
    {"shr", 2, LowerRight<kRight>},
    {"sar", 1, LowerRight<kRightSigned>},
    {"sar", 2, LowerRight<kRightSigned>},
    {"rol", 1, LowerRotateLeft},
    {"rol", 2, LowerRotateLeft},
    {"ror", 1, LowerRotateRight},
    {"ror", 2, LowerRotateRight},
    {"shld", 3, LowerDouble<kLeft, kRight>},
    {"shrd", 3, LowerDouble<kRight, kLeft>},
};

}  // namespace

absl::Span<const X86Rule> X86ShiftRules() { return kRules; }

}  // namespace atomics_lab::isa
