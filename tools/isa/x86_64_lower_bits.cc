// Sources: Intel SDM vol. 2 (325383), BT, BSF, TZCNT, LZCNT, POPCNT, BSWAP; AMD
// APM vol. 3 (24594), BSF: a source of 0 leaves the destination, as newer Intel
// manuals say too. Flags that the manuals leave undefined keep their value.
#include <cstdint>

#include "absl/types/span.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/x86_64_lowering.h"

namespace atomics_lab::isa {
namespace {

Source Constant(std::uint64_t value) { return Source::Of(value); }

// A register counts bits from the memory operand's start, to either side.
void MoveToWord(X86Lowering& x, int bits, Source index) {
  const int log = bits == 64 ? 6 : (bits == 32 ? 5 : 4);
  const Source offset = x.Compute(Operation::kSignExtend, 64, index,
                                  static_cast<std::uint64_t>(bits));
  const Source words = x.Compute(Operation::kShiftRightSigned, 64, offset,
                                 static_cast<std::uint64_t>(log));
  x.Displace(0, x.Compute(Operation::kShiftLeft, 64, words,
                          static_cast<std::uint64_t>(log - 3)));
}

struct TestedBit {
  Source operand;
  Source bit;  // that one alone
};

TestedBit TestBit(X86Lowering& x) {
  const int bits = x.Bits(0);
  const Source offset = x.Read(1);
  if (x.IsMemory(0) && !x.IsImmediate(1)) MoveToWord(x, bits, offset);
  const Source a = x.Read(0);
  const Source index = x.Compute(Operation::kAnd, 8, offset,
                                 static_cast<std::uint64_t>(bits - 1));
  const Source moved = x.Compute(Operation::kShiftRight, bits, a, index);
  x.Set(kCf, Operation::kCopy, 1, moved);
  return {a, x.Compute(Operation::kShiftLeft, bits, Constant(1), index)};
}

bool LowerTestBit(X86Lowering& x) {
  TestBit(x);
  return true;
}

template <Operation change>
bool LowerChangeBit(X86Lowering& x) {
  const TestedBit tested = TestBit(x);
  x.Write(0, x.Compute(change, x.Bits(0), tested.operand, tested.bit));
  return true;
}

bool LowerResetBit(X86Lowering& x) {
  const int bits = x.Bits(0);
  const TestedBit tested = TestBit(x);
  const Source others = x.Compute(Operation::kNot, bits, tested.bit);
  x.Write(0, x.Compute(Operation::kAnd, bits, tested.operand, others));
  return true;
}

bool LowerSwapBytes(X86Lowering& x) {
  if (x.Bits(0) < 32) return false;
  x.Write(0, x.Compute(Operation::kReverseBytes, x.Bits(0), x.Read(0)));
  return true;
}

template <bool from_bottom>
bool LowerCountZeros(X86Lowering& x) {
  const int bits = x.Bits(0);
  Source a = x.Read(1);
  x.Set(kCf, Operation::kEqual, bits, a, Constant(0));
  if (from_bottom) a = x.Compute(Operation::kReverseBits, bits, a);
  const Source count = x.Compute(Operation::kCountLeadingZeros, bits, a);
  x.Set(kZf, Operation::kEqual, bits, count, Constant(0));
  x.Write(0, count);
  return true;
}

template <bool from_bottom>
bool LowerFindBit(X86Lowering& x) {
  const int bits = x.Bits(0);
  const auto destination = FindX86Part(x.instruction().operands[0].reg);
  if (!destination.has_value()) return false;
  const Source whole = Source::Of(destination->whole);
  const Source a = x.Read(1);
  const Source none = x.Compute(Operation::kEqual, bits, a, Constant(0));
  const Source before = x.Compute(Operation::kCopy, 64, whole);
  const Source ends =
      from_bottom ? x.Compute(Operation::kReverseBits, bits, a) : a;
  const Source zeros = x.Compute(Operation::kCountLeadingZeros, bits, ends);
  const auto top = Constant(static_cast<std::uint64_t>(bits - 1));
  x.Write(0,
          from_bottom ? zeros : x.Compute(Operation::kSub, bits, top, zeros));
  x.Set(destination->whole, Operation::kSelect, 64, none, before, whole);
  x.Set(kZf, Operation::kCopy, 1, none);
  return true;
}

bool LowerCountOnes(X86Lowering& x) {
  const int bits = x.Bits(0);
  const Source a = x.Read(1);
  for (RegisterNumber flag : {kCf, kOf, kSf, kAf, kPf}) {
    x.Set(flag, Operation::kCopy, 1, Constant(0));
  }
  x.Set(kZf, Operation::kEqual, bits, a, Constant(0));
  x.Write(0, x.Compute(Operation::kPopulationCount, bits, a));
  return true;
}

constexpr X86Rule kRules[] = {
    {"bt", 2, LowerTestBit},
    {"bts", 2, LowerChangeBit<Operation::kOr>, kX86Lockable},
    {"btc", 2, LowerChangeBit<Operation::kXor>, kX86Lockable},
    {"btr", 2, LowerResetBit, kX86Lockable},
    {"bswap", 1, LowerSwapBytes},
    {"bsf", 2, LowerFindBit<true>},
    {"bsr", 2, LowerFindBit<false>},
    {"tzcnt", 2, LowerCountZeros<true>},
    {"lzcnt", 2, LowerCountZeros<false>},
    {"popcnt", 2, LowerCountOnes},
};

}  // namespace

absl::Span<const X86Rule> X86BitRules() { return kRules; }

}  // namespace atomics_lab::isa
