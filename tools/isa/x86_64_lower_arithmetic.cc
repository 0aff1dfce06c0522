// Sources: Intel SDM vol. 1 (253665) 3.4.3, flags; vol. 2 (325383). AF, which
// the manual leaves undefined after logical operations, is 0 here.
#include <cstdint>

#include "absl/types/span.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/x86_64_lowering.h"

namespace atomics_lab::isa {
namespace {

Source Constant(std::uint64_t value) { return Source::Of(value); }
Source Register(RegisterNumber reg) { return Source::Of(reg); }

void SetAf(X86Lowering& x, Source a, Source b, Source result) {
  const Source both = x.Compute(Operation::kXor, 8, a, b);
  const Source bits = x.Compute(Operation::kXor, 8, both, result);
  const Source moved = x.Compute(Operation::kShiftRight, 8, bits, 4);
  x.Set(kAf, Operation::kCopy, 1, moved);
}

void SetLogicFlags(X86Lowering& x, int bits, Source result) {
  for (RegisterNumber flag : {kCf, kOf, kAf}) {
    x.Set(flag, Operation::kCopy, 1, Constant(0));
  }
  SetX86ResultFlags(x, bits, result);
}

using Sum = Source (*)(X86Lowering& x, int bits, Source a, Source b);

template <Sum sum>
bool LowerSum(X86Lowering& x) {
  const Source a = x.Read(0);
  const Source b = x.Read(1);
  x.Write(0, sum(x, x.Bits(0), a, b));
  return true;
}

bool LowerCompare(X86Lowering& x) {
  const Source a = x.Read(0);
  const Source b = x.Read(1);
  SubtractX86(x, x.Bits(0), a, b);
  return true;
}

// Two sums, each of which may carry.
template <Sum sum>
bool LowerSumWithCarry(X86Lowering& x) {
  const int bits = x.Bits(0);
  const Source a = x.Read(0);
  const Source b = x.Read(1);
  const Source carry = x.Compute(Operation::kCopy, 1, Register(kCf));
  const Source first = sum(x, bits, a, b);
  const Source carried = x.Compute(Operation::kCopy, 1, Register(kCf));
  const Source overflow = x.Compute(Operation::kCopy, 1, Register(kOf));
  const Source half = x.Compute(Operation::kCopy, 1, Register(kAf));
  const Source result = sum(x, bits, first, carry);
  x.Set(kCf, Operation::kOr, 1, Register(kCf), carried);
  x.Set(kOf, Operation::kXor, 1, Register(kOf), overflow);
  x.Set(kAf, Operation::kOr, 1, Register(kAf), half);
  x.Write(0, result);
  return true;
}

// `inc` and `dec` leave CF.
template <Sum sum>
bool LowerStep(X86Lowering& x) {
  const Source a = x.Read(0);
  const Source kept = x.Compute(Operation::kCopy, 1, Register(kCf));
  const Source result = sum(x, x.Bits(0), a, Constant(1));
  x.Set(kCf, Operation::kCopy, 1, kept);
  x.Write(0, result);
  return true;
}

bool LowerNegate(X86Lowering& x) {
  x.Write(0, SubtractX86(x, x.Bits(0), Constant(0), x.Read(0)));
  return true;
}

bool LowerNot(X86Lowering& x) {
  x.Write(0, x.Compute(Operation::kNot, x.Bits(0), x.Read(0)));
  return true;
}

template <Operation operation>
Source Logic(X86Lowering& x) {
  const int bits = x.Bits(0);
  const Source a = x.Read(0);
  const Source b = x.Read(1);
  const Source result = x.Compute(operation, bits, a, b);
  SetLogicFlags(x, bits, result);
  return result;
}

template <Operation operation>
bool LowerLogic(X86Lowering& x) {
  x.Write(0, Logic<operation>(x));
  return true;
}

bool LowerTest(X86Lowering& x) {
  Logic<Operation::kAnd>(x);
  return true;
}

constexpr X86Rule kRules[] = {
    {"add", 2, LowerSum<AddX86>, kX86Lockable},
    {"sub", 2, LowerSum<SubtractX86>, kX86Lockable},
    {"cmp", 2, LowerCompare},
    {"adc", 2, LowerSumWithCarry<AddX86>, kX86Lockable},
    {"sbb", 2, LowerSumWithCarry<SubtractX86>, kX86Lockable},
    {"inc", 1, LowerStep<AddX86>, kX86Lockable},
    {"dec", 1, LowerStep<SubtractX86>, kX86Lockable},
    {"neg", 1, LowerNegate, kX86Lockable},
    {"not", 1, LowerNot, kX86Lockable},
    {"and", 2, LowerLogic<Operation::kAnd>, kX86Lockable},
    {"or", 2, LowerLogic<Operation::kOr>, kX86Lockable},
    {"xor", 2, LowerLogic<Operation::kXor>, kX86Lockable},
    {"test", 2, LowerTest},
};

}  // namespace

Source X86TopBit(X86Lowering& x, int bits, Source value) {
  return x.Compute(Operation::kShiftRight, bits, value,
                   static_cast<std::uint64_t>(bits - 1));
}

void SetX86ResultFlags(X86Lowering& x, int bits, Source result) {
  x.Set(kZf, Operation::kEqual, bits, result, Constant(0));
  x.Set(kSf, Operation::kCopy, 1, X86TopBit(x, bits, result));
  const Source ones = x.Compute(Operation::kPopulationCount, 8, result);
  const Source odd = x.Compute(Operation::kCopy, 1, ones);
  x.Set(kPf, Operation::kNot, 1, odd);
}

Source AddX86(X86Lowering& x, int bits, Source a, Source b) {
  const Source sum = x.Compute(Operation::kAdd, bits, a, b);
  x.Set(kCf, Operation::kLessUnsigned, bits, sum, a);
  const Source from_a = x.Compute(Operation::kXor, bits, sum, a);
  const Source from_b = x.Compute(Operation::kXor, bits, sum, b);
  const Source both = x.Compute(Operation::kAnd, bits, from_a, from_b);
  x.Set(kOf, Operation::kCopy, 1, X86TopBit(x, bits, both));
  SetAf(x, a, b, sum);
  SetX86ResultFlags(x, bits, sum);
  return sum;
}

Source SubtractX86(X86Lowering& x, int bits, Source a, Source b) {
  const Source difference = x.Compute(Operation::kSub, bits, a, b);
  x.Set(kCf, Operation::kLessUnsigned, bits, a, b);
  const Source operands = x.Compute(Operation::kXor, bits, a, b);
  const Source changed = x.Compute(Operation::kXor, bits, a, difference);
  const Source both = x.Compute(Operation::kAnd, bits, operands, changed);
  x.Set(kOf, Operation::kCopy, 1, X86TopBit(x, bits, both));
  SetAf(x, a, b, difference);
  SetX86ResultFlags(x, bits, difference);
  return difference;
}

absl::Span<const X86Rule> X86ArithmeticRules() { return kRules; }

}  // namespace atomics_lab::isa
