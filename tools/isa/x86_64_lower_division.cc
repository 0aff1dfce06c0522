// Sources: Intel SDM vol. 2 (325383), DIV, IDIV; H. S. Warren, Hacker's
// Delight, 2nd ed., 9-4, for dividends of two words. Flags, all of which the
// manual leaves undefined, keep their value.
#include <cstdint>

#include "absl/types/span.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/x86_64_lowering.h"

namespace atomics_lab::isa {
namespace {

constexpr std::uint64_t kHalf = 32;

struct Divided {
  Source quotient;
  Source remainder;
  Source fault;  // not 0 if the quotient does not fit
};

Source Register(RegisterNumber reg) { return Source::Of(reg); }

// Computations of 64 bits, written as such.
class Words {
 public:
  explicit Words(X86Lowering& x) : x_(x) {}

  Source Add(Source a, Source b) const { return Of(Operation::kAdd, a, b); }
  Source Sub(Source a, Source b) const { return Of(Operation::kSub, a, b); }
  Source Mul(Source a, Source b) const { return Of(Operation::kMul, a, b); }
  Source Or(Source a, Source b) const { return Of(Operation::kOr, a, b); }
  Source Less(Source a, Source b) const {
    return Of(Operation::kLessUnsigned, a, b);
  }
  Source Left(Source a, Source count) const {
    return Of(Operation::kShiftLeft, a, count);
  }
  Source Right(Source a, Source count) const {
    return Of(Operation::kShiftRight, a, count);
  }
  Source UpperHalf(Source a) const { return Right(a, Source::Of(kHalf)); }
  Source LowerHalf(Source a) const {
    return x_.Compute(Operation::kCopy, kHalf, a);
  }
  // a * 2^32 + b
  Source Joined(Source a, Source b) const {
    return Add(Left(a, Source::Of(kHalf)), b);
  }
  // ~0 if a, as a signed number, is below 0; else 0.
  Source Sign(Source a) const {
    return Of(Operation::kShiftRightSigned, a, Source::Of(std::uint64_t{63}));
  }
  // -a if `sign` is ~0; a if it is 0.
  Source Signed(Source a, Source sign) const {
    return Sub(Of(Operation::kXor, a, sign), sign);
  }
  Source Of(Operation operation, Source a, Source b) const {
    return x_.Compute(operation, 64, a, b);
  }

 private:
  X86Lowering& x_;
};

// One digit of 32 bits of (rest * 2^32 + next) / divisor, where the divisor's
// top bit is set and rest < divisor. A first guess is at most 2 too high.
Source Digit(X86Lowering& x, Source rest, Source next, Source divisor) {
  const Words w(x);
  const Source one = Source::Of(std::uint64_t{1});
  const Source upper = w.UpperHalf(divisor);
  const Source lower = w.LowerHalf(divisor);
  Source digit = w.Of(Operation::kDivUnsigned, rest, upper);
  Source left = w.Sub(rest, w.Mul(digit, upper));
  for (int correction = 0; correction < 2; ++correction) {
    const Source beyond = w.UpperHalf(digit);
    const Source too_high = w.Less(w.Joined(left, next), w.Mul(digit, lower));
    // Once the rest has 33 bits, the guess was right.
    const Source small = w.Of(Operation::kEqual, w.UpperHalf(left),
                              Source::Of(std::uint64_t{0}));
    const Source either =
        x.Compute(Operation::kSelect, 64, beyond, one, too_high);
    const Source wrong = w.Of(Operation::kAnd, either, small);
    digit = w.Sub(digit, wrong);
    left = x.Compute(Operation::kSelect, 64, wrong, w.Add(left, upper), left);
  }
  return digit;
}

Divided DivideTwoWords(X86Lowering& x, X86Pair dividend, Source divisor) {
  const Words w(x);
  const Source shift = x.Compute(Operation::kCountLeadingZeros, 64, divisor);
  const Source scaled = w.Left(divisor, shift);
  const Source carried =
      w.Right(dividend.low, w.Sub(Source::Of(std::uint64_t{64}), shift));
  const Source high = w.Or(w.Left(dividend.high, shift), carried);
  const Source low = w.Left(dividend.low, shift);
  const Source first = Digit(x, high, w.UpperHalf(low), scaled);
  const Source rest =
      w.Sub(w.Joined(high, w.UpperHalf(low)), w.Mul(first, scaled));
  const Source second = Digit(x, rest, w.LowerHalf(low), scaled);
  const Source quotient = w.Joined(first, second);
  return {.quotient = quotient,
          .remainder = w.Sub(dividend.low, w.Mul(quotient, divisor)),
          .fault = x.Compute(Operation::kEqual, 1,
                             w.Less(dividend.high, divisor), 0)};
}

Divided DivideSignedTwoWords(X86Lowering& x, X86Pair dividend, Source divisor) {
  const Words w(x);
  const Source sign = w.Sign(dividend.high);
  const Source divisor_sign = w.Sign(divisor);
  const Source low = w.Signed(dividend.low, sign);
  // The subtraction borrows if the difference would be below 0.
  const Source borrow = w.Less(w.Of(Operation::kXor, dividend.low, sign), sign);
  const Source high = w.Sub(w.Signed(dividend.high, sign), borrow);
  const Divided size =
      DivideTwoWords(x, {low, high}, w.Signed(divisor, divisor_sign));
  const Source opposite = w.Of(Operation::kXor, sign, divisor_sign);
  const Source most = w.Sub(Source::Of(~std::uint64_t{0} >> 1), opposite);
  return {.quotient = w.Signed(size.quotient, opposite),
          .remainder = w.Signed(size.remainder, sign),
          .fault = w.Or(size.fault, w.Less(most, size.quotient))};
}

// A dividend of up to 64 bits.
template <bool is_signed>
Divided DivideOneWord(X86Lowering& x, int bits, Source dividend,
                      Source divisor) {
  const Words w(x);
  const auto width = static_cast<std::uint64_t>(bits);
  const auto extended = [&](Source value, std::uint64_t from) {
    return is_signed
               ? x.Compute(Operation::kSignExtend, 64, value, from)
               : x.Compute(Operation::kCopy, static_cast<int>(from), value);
  };
  const Source a = extended(dividend, 2 * width);
  const Source b = extended(divisor, width);
  const Source quotient =
      w.Of(is_signed ? Operation::kDivSigned : Operation::kDivUnsigned, a, b);
  const Source fits =
      w.Of(Operation::kEqual, extended(quotient, width), quotient);
  return {.quotient = quotient,
          .remainder = w.Sub(a, w.Mul(quotient, b)),
          .fault = w.Or(x.Compute(Operation::kNot, 1, fits),
                        x.Compute(Operation::kEqual, bits, divisor, 0))};
}

// What stands in ax, dx:ax or edx:eax.
Source Dividend(X86Lowering& x, int bits) {
  if (bits == 8) return Register(kRax);
  const Words w(x);
  const Source low = x.Compute(Operation::kCopy, bits, Register(kRax));
  const Source high = x.Compute(Operation::kCopy, bits, Register(kRdx));
  const auto width = static_cast<std::uint64_t>(bits);
  return w.Or(w.Left(high, Source::Of(width)), low);
}

template <bool is_signed>
Divided Divide(X86Lowering& x, int bits) {
  const Source divisor = x.Read(0);
  if (bits < 64) {
    return DivideOneWord<is_signed>(x, bits, Dividend(x, bits), divisor);
  }
  const X86Pair dividend = {Register(kRax), Register(kRdx)};
  return is_signed ? DivideSignedTwoWords(x, dividend, divisor)
                   : DivideTwoWords(x, dividend, divisor);
}

// After a fault the registers do not matter: the program ends there.
template <bool is_signed>
bool LowerDivision(X86Lowering& x) {
  const int bits = x.Bits(0);
  const Divided result = Divide<is_signed>(x, bits);
  x.WritePart({kRax, bits, 0}, result.quotient);
  x.WritePart(X86HighHalf(bits), result.remainder);
  x.TrapIf(result.fault);
  return true;
}

constexpr X86Rule kRules[] = {
    {"div", 1, LowerDivision<false>},
    {"idiv", 1, LowerDivision<true>},
};

}  // namespace

absl::Span<const X86Rule> X86DivisionRules() { return kRules; }

}  // namespace atomics_lab::isa
