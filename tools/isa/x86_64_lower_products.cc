// Sources: Intel SDM vol. 2 (325383), MUL, IMUL. SF, ZF, AF and PF, which the
// manual leaves undefined, keep their value.
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/x86_64_lowering.h"

namespace atomics_lab::isa {
namespace {

// CF and OF tell whether the low half says it all.
void SetProductFlags(X86Lowering& x, int bits, Source high, Source expected) {
  const Source fits = x.Compute(Operation::kEqual, bits, high, expected);
  x.Set(kCf, Operation::kNot, 1, fits);
  x.Set(kOf, Operation::kNot, 1, fits);
}

Source SignOf(X86Lowering& x, int bits, Source value) {
  return x.Compute(Operation::kShiftRightSigned, bits, value,
                   static_cast<std::uint64_t>(bits - 1));
}

template <Operation high_half>
bool LowerWideProduct(X86Lowering& x) {
  const int bits = x.Bits(0);
  const Source a = Source::Of(RegisterNumber{kRax});
  const Source b = x.Read(0);
  const Source low = x.Compute(Operation::kMul, bits, a, b);
  const Source high = x.Compute(high_half, bits, a, b);
  const bool is_signed = high_half == Operation::kMulHighSigned;
  const Source zero = Source::Of(std::uint64_t{0});
  SetProductFlags(x, bits, high, is_signed ? SignOf(x, bits, low) : zero);
  x.WritePart({kRax, bits, 0}, low);
  x.WritePart(X86HighHalf(bits), high);
  return true;
}

bool LowerProductOf(X86Lowering& x, std::size_t first) {
  const int bits = x.Bits(0);
  const Source a = x.Read(first);
  const Source b = x.Read(first + 1);
  const Source low = x.Compute(Operation::kMul, bits, a, b);
  const Source high = x.Compute(Operation::kMulHighSigned, bits, a, b);
  SetProductFlags(x, bits, high, SignOf(x, bits, low));
  x.Write(0, low);
  return true;
}

bool LowerProduct(X86Lowering& x) { return LowerProductOf(x, 0); }
bool LowerProductOfTwo(X86Lowering& x) { return LowerProductOf(x, 1); }

constexpr X86Rule kRules[] = {
    {"mul", 1, LowerWideProduct<Operation::kMulHighUnsigned>},
    {"imul", 1, LowerWideProduct<Operation::kMulHighSigned>},
    {"imul", 2, LowerProduct},
    {"imul", 3, LowerProductOfTwo},
};

}  // namespace

X86Part X86HighHalf(int bits) {
  return bits == 8 ? X86Part{kRax, 8, 8} : X86Part{kRdx, bits, 0};
}

absl::Span<const X86Rule> X86ProductRules() { return kRules; }

}  // namespace atomics_lab::isa
