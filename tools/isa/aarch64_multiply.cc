// Products. Source: Arm ARM DDI 0487, C6.2, MADD, SMADDL, SMULH and so on.
#include <cstdint>

#include "absl/types/span.h"
#include "tools/isa/aarch64_lowering.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::isa::aarch64 {
namespace {

enum class Width { kSame, kFromSigned32, kFromUnsigned32 };

Source Factor(const Register& reg, Width width, Lowering& to) {
  switch (width) {
    case Width::kSame:
      return Read(reg);
    case Width::kFromSigned32:
      return to.Compute(Operation::kSignExtend, 64, Read(reg), 32);
    case Width::kFromUnsigned32:
      return to.Compute(Operation::kCopy, 32, Read(reg));
  }
  return Read(reg);
}

Source Product(Width width, Lowering& to) {
  const Source a = Factor(to.Reg(1), width, to);
  const Source b = Factor(to.Reg(2), width, to);
  return to.Compute(Operation::kMul, to.Reg(0).bits, a, b);
}

template <Width width>
bool Multiply(Lowering& to) {
  if (!to.Are("rrr")) return false;
  to.Set(to.Reg(0), Product(width, to));
  return true;
}

template <Width width>
bool MultiplyNegate(Lowering& to) {
  if (!to.Are("rrr")) return false;
  to.Set(to.Reg(0),
         to.Compute(Operation::kSub, to.Reg(0).bits,
                    Source::Of(std::uint64_t{0}), Product(width, to)));
  return true;
}

// `madd x0, x1, x2, x3`: x3 + x1 * x2
template <Operation operation, Width width>
bool MultiplyThen(Lowering& to) {
  if (!to.Are("rrrr")) return false;
  to.Set(to.Reg(0), to.Compute(operation, to.Reg(0).bits, Read(to.Reg(3)),
                               Product(width, to)));
  return true;
}

template <Operation operation>
bool HighHalf(Lowering& to) {
  if (!to.Are("rrr")) return false;
  to.Set(to.Reg(0), to.Compute(operation, to.Reg(0).bits, Read(to.Reg(1)),
                               Read(to.Reg(2))));
  return true;
}

constexpr Rule kRules[] = {
    {"mul", Multiply<Width::kSame>},
    {"smull", Multiply<Width::kFromSigned32>},
    {"umull", Multiply<Width::kFromUnsigned32>},
    {"mneg", MultiplyNegate<Width::kSame>},
    {"smnegl", MultiplyNegate<Width::kFromSigned32>},
    {"umnegl", MultiplyNegate<Width::kFromUnsigned32>},
    {"madd", MultiplyThen<Operation::kAdd, Width::kSame>},
    {"msub", MultiplyThen<Operation::kSub, Width::kSame>},
    {"smaddl", MultiplyThen<Operation::kAdd, Width::kFromSigned32>},
    {"smsubl", MultiplyThen<Operation::kSub, Width::kFromSigned32>},
    {"umaddl", MultiplyThen<Operation::kAdd, Width::kFromUnsigned32>},
    {"umsubl", MultiplyThen<Operation::kSub, Width::kFromUnsigned32>},
    {"smulh", HighHalf<Operation::kMulHighSigned>},
    {"umulh", HighHalf<Operation::kMulHighUnsigned>},
};

}  // namespace

absl::Span<const Rule> MultiplyRules() { return kRules; }

}  // namespace atomics_lab::isa::aarch64
