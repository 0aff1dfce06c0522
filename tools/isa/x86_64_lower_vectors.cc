// Vector registers as compilers use them to move and combine pairs of words.
// Sources: Intel SDM vol. 2 (325383); vol. 3 (325384) 9.1.1 for accesses of 16
// bytes, which are two of 8.
#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/x86_64_lowering.h"

namespace atomics_lab::isa {
namespace {

Source Constant(std::uint64_t value) { return Source::Of(value); }

X86Pair HalvesOf(RegisterNumber low) {
  return {Source::Of(low), Source::Of(static_cast<RegisterNumber>(low + 1))};
}

Source UpperHalf(X86Lowering& x, std::size_t i) {
  return x.Compute(Operation::kAdd, 64, x.AddressOf(i), 8);
}

// The operand's 16 bytes.
X86Pair ReadPair(X86Lowering& x, std::size_t i) {
  if (const auto reg = x.Vector(i)) return HalvesOf(*reg);
  if (!x.IsMemory(i)) {
    x.Refuse();
    return {};
  }
  const Source low = x.Load(x.AddressOf(i), 64);
  return {low, x.Load(UpperHalf(x, i), 64)};
}

// The new value may be made of the old one's halves.
void SetPair(X86Lowering& x, RegisterNumber to, X86Pair value) {
  const Source high = x.Compute(Operation::kCopy, 64, value.high);
  x.Set(to, Operation::kCopy, 64, value.low);
  x.Set(static_cast<RegisterNumber>(to + 1), Operation::kCopy, 64, high);
}

bool LowerMoveSixteen(X86Lowering& x) {
  const X86Pair value = ReadPair(x, 1);
  if (const auto to = x.Vector(0)) {
    SetPair(x, *to, value);
    return true;
  }
  if (!x.IsMemory(0) || x.IsMemory(1)) return false;
  x.Store(x.AddressOf(0), 64, value.low);
  x.Store(UpperHalf(x, 0), 64, value.high);
  return true;
}

// To a vector register the rest becomes 0.
template <int bits>
bool LowerMoveLow(X86Lowering& x) {
  const auto from = x.Vector(1);
  const Source value = from.has_value() ? Source::Of(*from) : x.Read(1);
  if (const auto to = x.Vector(0)) {
    SetPair(x, *to, {x.Compute(Operation::kCopy, bits, value), Constant(0)});
  } else {
    x.Write(0, value);
  }
  return true;
}

// From one vector register to another the rest stays.
template <int bits>
bool LowerMoveScalar(X86Lowering& x) {
  const auto to = x.Vector(0);
  const auto from = x.Vector(1);
  if (!to.has_value() && !from.has_value()) return false;
  if (!to.has_value() || !from.has_value()) return LowerMoveLow<bits>(x);
  const std::uint64_t kept = bits == 64 ? 0 : ~std::uint64_t{0} << bits % 64;
  const Source rest = x.Compute(Operation::kAnd, 64, Source::Of(*to), kept);
  const Source value = x.Compute(Operation::kCopy, bits, Source::Of(*from));
  x.Set(*to, Operation::kOr, 64, rest, value);
  return true;
}

// One half from or to memory: the low one is 0, the high one 1.
template <int half>
bool LowerMoveHalf(X86Lowering& x) {
  if (const auto to = x.Vector(0)) {
    if (!x.IsMemory(1)) return false;
    x.Set(static_cast<RegisterNumber>(*to + half), Operation::kCopy, 64,
          x.Read(1));
    return true;
  }
  const auto from = x.Vector(1);
  if (!from.has_value()) return false;
  x.Write(0, Source::Of(static_cast<RegisterNumber>(*from + half)));
  return true;
}

using Combination = X86Pair (*)(X86Lowering& x, X86Pair a, X86Pair b);

template <Combination combine>
bool LowerCombination(X86Lowering& x) {
  const auto to = x.Vector(0);
  if (!to.has_value()) return false;
  const X86Pair b = ReadPair(x, 1);
  SetPair(x, *to, combine(x, HalvesOf(*to), b));
  return true;
}

template <Operation operation>
X86Pair HalfByHalf(X86Lowering& x, X86Pair a, X86Pair b) {
  const Source low = x.Compute(operation, 64, a.low, b.low);
  return {low, x.Compute(operation, 64, a.high, b.high)};
}

X86Pair AndNot(X86Lowering& x, X86Pair a, X86Pair b) {
  const Source low = x.Compute(Operation::kNot, 64, a.low);
  const Source high = x.Compute(Operation::kNot, 64, a.high);
  return HalfByHalf<Operation::kAnd>(x, {low, high}, b);
}

X86Pair LowHalves(X86Lowering&, X86Pair a, X86Pair b) { return {a.low, b.low}; }
X86Pair HighHalves(X86Lowering&, X86Pair a, X86Pair b) {
  return {a.high, b.high};
}
X86Pair HighToLow(X86Lowering&, X86Pair a, X86Pair b) {
  return {b.high, a.high};
}

std::uint64_t Immediate(const X86Lowering& x, std::size_t i) {
  return static_cast<std::uint64_t>(x.instruction().operands[i].immediate) &
         0xff;
}

// One of the four parts of 32 bits.
Source Quarter(X86Lowering& x, X86Pair value, std::uint64_t number) {
  const Source half = (number & 2) == 0 ? value.low : value.high;
  const Source moved =
      x.Compute(Operation::kShiftRight, 64, half, 32 * (number & 1));
  return x.Compute(Operation::kCopy, 32, moved);
}

Source TwoQuarters(X86Lowering& x, X86Pair value, std::uint64_t order) {
  const Source low = Quarter(x, value, order & 3);
  const Source high = x.Compute(Operation::kShiftLeft, 64,
                                Quarter(x, value, order >> 2 & 3), 32);
  return x.Compute(Operation::kOr, 64, high, low);
}

bool LowerShuffle(X86Lowering& x) {
  const auto to = x.Vector(0);
  if (!to.has_value() || !x.IsImmediate(2)) return false;
  const std::uint64_t order = Immediate(x, 2);
  const X86Pair value = ReadPair(x, 1);
  const Source low = TwoQuarters(x, value, order);
  SetPair(x, *to, {low, TwoQuarters(x, value, order >> 4)});
  return true;
}

bool LowerShiftRightBytes(X86Lowering& x) {
  const auto to = x.Vector(0);
  if (!to.has_value() || !x.IsImmediate(1)) return false;
  const X86Pair value = HalvesOf(*to);
  const std::uint64_t bits = 8 * Immediate(x, 1);
  const bool beyond = bits >= 64;
  const Source out =
      beyond ? x.Compute(Operation::kShiftRight, 64, value.high, bits - 64)
             : x.Compute(Operation::kShiftLeft, 64, value.high, 64 - bits);
  const Source kept = x.Compute(Operation::kShiftRight, 64, value.low, bits);
  const Source low = x.Compute(Operation::kOr, 64, kept, out);
  const Source high = x.Compute(Operation::kShiftRight, 64, value.high, bits);
  SetPair(x, *to, {low, high});
  return true;
}

bool LowerInsert(X86Lowering& x) {
  const auto to = x.Vector(0);
  if (!to.has_value() || !x.IsImmediate(2)) return false;
  x.Set(static_cast<RegisterNumber>(*to + (Immediate(x, 2) & 1)),
        Operation::kCopy, 64, x.Read(1));
  return true;
}

bool LowerExtract(X86Lowering& x) {
  const auto from = x.Vector(1);
  if (!from.has_value() || !x.IsImmediate(2)) return false;
  x.Write(0, Source::Of(
                 static_cast<RegisterNumber>(*from + (Immediate(x, 2) & 1))));
  return true;
}

constexpr auto kAnd = LowerCombination<HalfByHalf<Operation::kAnd>>;
constexpr auto kOr = LowerCombination<HalfByHalf<Operation::kOr>>;
constexpr auto kXor = LowerCombination<HalfByHalf<Operation::kXor>>;
constexpr auto kAndNot = LowerCombination<AndNot>;
constexpr auto kLowHalves = LowerCombination<LowHalves>;
constexpr auto kHighHalves = LowerCombination<HighHalves>;

constexpr X86Rule kRules[] = {
    {"movdqa", 2, LowerMoveSixteen},
    {"movdqu", 2, LowerMoveSixteen},
    {"movaps", 2, LowerMoveSixteen},
    {"movups", 2, LowerMoveSixteen},
    {"movapd", 2, LowerMoveSixteen},
    {"movupd", 2, LowerMoveSixteen},
    {"movq", 2, LowerMoveLow<64>},
    {"movd", 2, LowerMoveLow<32>},
    {"movsd", 2, LowerMoveScalar<64>},
    {"movss", 2, LowerMoveScalar<32>},
    {"movlps", 2, LowerMoveHalf<0>},
    {"movlpd", 2, LowerMoveHalf<0>},
    {"movhps", 2, LowerMoveHalf<1>},
    {"movhpd", 2, LowerMoveHalf<1>},
    {"movlhps", 2, kLowHalves},
    {"movhlps", 2, LowerCombination<HighToLow>},
    {"punpcklqdq", 2, kLowHalves},
    {"unpcklpd", 2, kLowHalves},
    {"punpckhqdq", 2, kHighHalves},
    {"unpckhpd", 2, kHighHalves},
    {"pand", 2, kAnd},
    {"andps", 2, kAnd},
    {"andpd", 2, kAnd},
    {"pandn", 2, kAndNot},
    {"andnps", 2, kAndNot},
    {"andnpd", 2, kAndNot},
    {"por", 2, kOr},
    {"orps", 2, kOr},
    {"orpd", 2, kOr},
    {"pxor", 2, kXor},
    {"xorps", 2, kXor},
    {"xorpd", 2, kXor},
    {"paddq", 2, LowerCombination<HalfByHalf<Operation::kAdd>>},
    {"psubq", 2, LowerCombination<HalfByHalf<Operation::kSub>>},
    {"pshufd", 3, LowerShuffle},
    {"psrldq", 2, LowerShiftRightBytes},
    {"pinsrq", 3, LowerInsert},
    {"pextrq", 3, LowerExtract},
};

}  // namespace

absl::Span<const X86Rule> X86VectorRules() { return kRules; }

}  // namespace atomics_lab::isa
