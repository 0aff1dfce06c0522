// What sets the flags, and what asks for them.
// Source: Arm ARM DDI 0487, C6.2, under each mnemonic; AddWithCarry in J1.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/types/span.h"
#include "tools/isa/aarch64_lowering.h"
#include "tools/isa/aarch64_registers.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::isa::aarch64 {
namespace {

constexpr Source kNothing = {Source::Kind::kConstant, 0, 0};

struct Flags {
  Source n, z, c, v;
};

// A sum and its flags, which are not written to their registers yet.
struct Sum {
  Source result;
  Flags flags;
};

Source SignOf(Source value, int bits, Lowering& to) {
  return to.Compute(Operation::kShiftRight, bits, value,
                    static_cast<std::uint64_t>(bits - 1));
}

Flags FlagsOf(Source result, Source carry, Source overflow, int bits,
              Lowering& to) {
  return {SignOf(result, bits, to),
          to.Compute(Operation::kEqual, bits, result, 0), carry, overflow};
}

// True if the signs of `a` and `b` differ, and those of `c` and `d`.
Source BothDiffer(Source a, Source b, Source c, Source d, int bits,
                  Lowering& to) {
  const Source first = to.Compute(Operation::kXor, bits, a, b);
  const Source second = to.Compute(Operation::kXor, bits, c, d);
  return SignOf(to.Compute(Operation::kAnd, bits, first, second), bits, to);
}

Sum AddWithCarry(Source a, Source b, Source carry_in, int bits, Lowering& to) {
  const Source half = to.Compute(Operation::kAdd, bits, a, b);
  const Source result = to.Compute(Operation::kAdd, bits, half, carry_in);
  const Source first = to.Compute(Operation::kLessUnsigned, bits, half, a);
  const Source second =
      to.Compute(Operation::kLessUnsigned, bits, result, half);
  const Source carry = to.Compute(Operation::kOr, 1, first, second);
  const Source overflow = BothDiffer(result, a, result, b, bits, to);
  return {result, FlagsOf(result, carry, overflow, bits, to)};
}

Sum Add(Source a, Source b, int bits, Lowering& to) {
  const Source result = to.Compute(Operation::kAdd, bits, a, b);
  const Source carry = to.Compute(Operation::kLessUnsigned, bits, result, a);
  const Source overflow = BothDiffer(result, a, result, b, bits, to);
  return {result, FlagsOf(result, carry, overflow, bits, to)};
}

Sum Subtract(Source a, Source b, int bits, Lowering& to) {
  const Source result = to.Compute(Operation::kSub, bits, a, b);
  const Source borrow = to.Compute(Operation::kLessUnsigned, bits, a, b);
  const Source carry = to.Compute(Operation::kXor, 1, borrow, 1);
  const Source overflow = BothDiffer(a, b, a, result, bits, to);
  return {result, FlagsOf(result, carry, overflow, bits, to)};
}

Sum And(Source a, Source b, int bits, Lowering& to) {
  const Source result = to.Compute(Operation::kAnd, bits, a, b);
  return {result, FlagsOf(result, kNothing, kNothing, bits, to)};
}

Sum AndNot(Source a, Source b, int bits, Lowering& to) {
  return And(a, to.Compute(Operation::kNot, bits, b), bits, to);
}

void SetFlags(const Flags& flags, Lowering& to) {
  to.Set(kNegative, flags.n);
  to.Set(kZero, flags.z);
  to.Set(kCarry, flags.c);
  to.Set(kOverflow, flags.v);
}

using Function = Sum (*)(Source, Source, int, Lowering&);

// `subs w0, w1, w2, lsl #3`
template <Function function>
bool SetsFlags(Lowering& to) {
  if (!to.Are("rro")) return false;
  const int bits = to.Reg(0).bits;
  const auto second = ReadModified(to.operands()[2], bits, to);
  if (!second.has_value()) return false;
  const Sum sum = function(Read(to.Reg(1)), *second, bits, to);
  SetFlags(sum.flags, to);
  to.Set(to.Reg(0), sum.result);
  return true;
}

// `cmp w1, w2, lsl #3`
template <Function function>
bool Compares(Lowering& to) {
  if (!to.Are("ro")) return false;
  const int bits = to.Reg(0).bits;
  const auto second = ReadModified(to.operands()[1], bits, to);
  if (!second.has_value()) return false;
  SetFlags(function(Read(to.Reg(0)), *second, bits, to).flags, to);
  return true;
}

bool NegateAndSetFlags(Lowering& to) {
  if (!to.Are("ro")) return false;
  const int bits = to.Reg(0).bits;
  const auto value = ReadModified(to.operands()[1], bits, to);
  if (!value.has_value()) return false;
  const Sum sum = Subtract(kNothing, *value, bits, to);
  SetFlags(sum.flags, to);
  to.Set(to.Reg(0), sum.result);
  return true;
}

// adc, sbc and the like; `a` may be zero (ngc).
bool Carries(std::size_t last, bool subtracts, bool sets_flags, Lowering& to) {
  const int bits = to.Reg(0).bits;
  const Source a = last == 1 ? kNothing : Read(to.Reg(1));
  const Source given = Read(to.Reg(last));
  const Source b = subtracts ? to.Compute(Operation::kNot, bits, given) : given;
  const Source carry = Source::Of(kCarry);
  if (sets_flags) {
    const Sum sum = AddWithCarry(a, b, carry, bits, to);
    SetFlags(sum.flags, to);
    to.Set(to.Reg(0), sum.result);
    return true;
  }
  const Source half = to.Compute(Operation::kAdd, bits, a, b);
  to.Set(to.Reg(0), to.Compute(Operation::kAdd, bits, half, carry));
  return true;
}

template <bool subtracts, bool sets_flags>
bool WithCarry(Lowering& to) {
  return to.Are("rrr") && Carries(2, subtracts, sets_flags, to);
}

template <bool sets_flags>
bool NegateWithCarry(Lowering& to) {
  return to.Are("rr") && Carries(1, true, sets_flags, to);
}

// `ccmp x0, x1, #nzcv, ne`: compares if the condition holds, else sets nzcv.
template <Function function>
bool ConditionalCompare(Lowering& to) {
  if (!to.Are("rrin") && !to.Are("riin")) return false;
  const int bits = to.Reg(0).bits;
  const auto second = ReadModified(to.operands()[1], bits, to);
  const auto holds = Condition(to.operands()[3].name, to);
  if (!second.has_value() || !holds.has_value()) return false;
  const Flags flags = function(Read(to.Reg(0)), *second, bits, to).flags;
  const auto choose = [&](Source flag, int bit) {
    return to.Compute(Operation::kSelect, 64, *holds, flag,
                      Source::Of(to.Imm(2) >> bit & 1));
  };
  const Source n = choose(flags.n, 3);
  const Source z = choose(flags.z, 2);
  const Source c = choose(flags.c, 1);
  SetFlags({n, z, c, choose(flags.v, 0)}, to);
  return true;
}

enum class Otherwise { kSame, kIncremented, kInverted, kNegated };

Source Alternative(Source value, Otherwise otherwise, int bits, Lowering& to) {
  switch (otherwise) {
    case Otherwise::kSame:
      return value;
    case Otherwise::kIncremented:
      return to.Compute(Operation::kAdd, bits, value, 1);
    case Otherwise::kInverted:
      return to.Compute(Operation::kNot, bits, value);
    case Otherwise::kNegated:
      return to.Compute(Operation::kSub, bits, kNothing, value);
  }
  return value;
}

// `csinc x0, x1, x2, eq`
template <Otherwise otherwise>
bool Select(Lowering& to) {
  if (!to.Are("rrrn")) return false;
  const int bits = to.Reg(0).bits;
  const auto holds = Condition(to.operands()[3].name, to);
  if (!holds.has_value()) return false;
  const Source other = Alternative(Read(to.Reg(2)), otherwise, bits, to);
  to.Set(to.Reg(0),
         to.Compute(Operation::kSelect, bits, *holds, Read(to.Reg(1)), other));
  return true;
}

// `cinc x0, x1, eq`: what the alternative is, when the condition holds.
template <Otherwise otherwise>
bool ChangeIf(Lowering& to) {
  if (!to.Are("rrn")) return false;
  const int bits = to.Reg(0).bits;
  const auto holds = Condition(to.operands()[2].name, to);
  if (!holds.has_value()) return false;
  const Source changed = Alternative(Read(to.Reg(1)), otherwise, bits, to);
  to.Set(to.Reg(0), to.Compute(Operation::kSelect, bits, *holds, changed,
                               Read(to.Reg(1))));
  return true;
}

// `cset w0, eq`; `csetm` sets all bits.
template <bool all>
bool SetIf(Lowering& to) {
  if (!to.Are("rn")) return false;
  const int bits = to.Reg(0).bits;
  const auto holds = Condition(to.operands()[1].name, to);
  if (!holds.has_value()) return false;
  to.Set(to.Reg(0), all ? to.Compute(Operation::kSub, bits, kNothing, *holds)
                        : to.Compute(Operation::kCopy, bits, *holds));
  return true;
}

constexpr Rule kRules[] = {
    {"adds", SetsFlags<Add>},
    {"subs", SetsFlags<Subtract>},
    {"ands", SetsFlags<And>},
    {"bics", SetsFlags<AndNot>},
    {"cmp", Compares<Subtract>},
    {"cmn", Compares<Add>},
    {"tst", Compares<And>},
    {"negs", NegateAndSetFlags},
    {"adc", WithCarry<false, false>},
    {"adcs", WithCarry<false, true>},
    {"sbc", WithCarry<true, false>},
    {"sbcs", WithCarry<true, true>},
    {"ngc", NegateWithCarry<false>},
    {"ngcs", NegateWithCarry<true>},
    {"ccmp", ConditionalCompare<Subtract>},
    {"ccmn", ConditionalCompare<Add>},
    {"csel", Select<Otherwise::kSame>},
    {"csinc", Select<Otherwise::kIncremented>},
    {"csinv", Select<Otherwise::kInverted>},
    {"csneg", Select<Otherwise::kNegated>},
    {"cinc", ChangeIf<Otherwise::kIncremented>},
    {"cinv", ChangeIf<Otherwise::kInverted>},
    {"cneg", ChangeIf<Otherwise::kNegated>},
    {"cset", SetIf<false>},
    {"csetm", SetIf<true>},
};

}  // namespace

absl::Span<const Rule> FlagRules() { return kRules; }

}  // namespace atomics_lab::isa::aarch64
