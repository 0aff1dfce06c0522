// Sources: Intel SDM vol. 2 (325383), CMPXCHG, CMPXCHG8B/16B, XADD, XCHG; vol.
// 3 (325384) 9.1.2.2: XCHG with memory is locked with or without the prefix.
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/x86_64_lowering.h"

namespace atomics_lab::isa {
namespace {

Source Register(RegisterNumber reg) { return Source::Of(reg); }

Source Kept(X86Lowering& x, Source value) {
  return x.Compute(Operation::kCopy, 64, value);
}

bool LowerExchange(X86Lowering& x) {
  // The memory first: its address may be made from the other operand.
  const std::size_t first = x.IsMemory(1) ? 1 : 0;
  if (x.IsMemory(first)) x.MakeAtomic();
  const Source a = Kept(x, x.Read(first));
  const Source b = Kept(x, x.Read(1 - first));
  x.Write(first, b);
  x.Write(1 - first, a);
  return true;
}

bool LowerExchangeAndAdd(X86Lowering& x) {
  const Source old = Kept(x, x.Read(0));
  const Source sum = AddX86(x, x.Bits(0), old, x.Read(1));
  const std::size_t first = x.IsMemory(0) ? 0 : 1;
  x.Write(first, first == 0 ? sum : old);
  x.Write(1 - first, first == 0 ? old : sum);
  return true;
}

// Writes the operand's register, or leaves all of it if `holds` is not 0: a
// write of 32 bits would clear the upper half.
void WriteUnless(X86Lowering& x, Source holds, const X86Part& part,
                 Source value) {
  const Source before = Kept(x, Register(part.whole));
  x.WritePart(part, value);
  x.Set(part.whole, Operation::kSelect, 64, holds, before,
        Register(part.whole));
}

// A register keeps its upper half where nothing is written to it: the
// accumulator if the comparison succeeds, the destination if it fails.
bool LowerCompareAndExchange(X86Lowering& x) {
  const int bits = x.Bits(0);
  const Source old = Kept(x, x.Read(0));
  const Source desired = Kept(x, x.Read(1));
  SubtractX86(x, bits, Register(kRax), old);
  const Source equal = Kept(x, Register(kZf));
  if (x.IsMemory(0)) {
    x.Write(0, x.Compute(Operation::kSelect, 64, equal, desired, old));
    WriteUnless(x, equal, {kRax, bits, 0}, old);
    return true;
  }
  const auto destination = FindX86Part(x.instruction().operands[0].reg);
  if (!destination.has_value()) return false;
  WriteUnless(x, equal, {kRax, bits, 0}, old);
  WriteUnless(x, x.Compute(Operation::kNot, 1, equal), *destination, desired);
  return true;
}

// Sets ZF; what is to be stored: the desired pair, or what was there.
X86Pair CompareAndSelect(X86Lowering& x, int bits, X86Pair old) {
  const Source low =
      x.Compute(Operation::kEqual, bits, Register(kRax), old.low);
  const Source high =
      x.Compute(Operation::kEqual, bits, Register(kRdx), old.high);
  x.Set(kZf, Operation::kAnd, 1, low, high);
  const auto select = [&](RegisterNumber desired, Source held) {
    return x.Compute(Operation::kSelect, bits, Register(kZf), Register(desired),
                     held);
  };
  const Source new_low = select(kRbx, old.low);
  return {new_low, select(kRcx, old.high)};
}

bool LowerCompareAndExchangeSixteen(X86Lowering& x) {
  const Source address = x.AddressOf(0);
  const X86Pair old = x.LoadSixteen(address);
  x.StoreSixteen(address, CompareAndSelect(x, 64, old));
  // Where they were equal these are what the registers held.
  x.Set(kRax, Operation::kCopy, 64, old.low);
  x.Set(kRdx, Operation::kCopy, 64, old.high);
  return true;
}

bool LowerCompareAndExchangeEight(X86Lowering& x) {
  const std::uint64_t half = 32;
  const Source address = x.AddressOf(0);
  const Source held = x.Load(address, 64);
  const X86Pair old = {held, x.Compute(Operation::kShiftRight, 64, held, half)};
  const X86Pair stored = CompareAndSelect(x, 32, old);
  const Source high = x.Compute(Operation::kShiftLeft, 64, stored.high, half);
  x.Store(address, 64, x.Compute(Operation::kOr, 64, high, stored.low));
  WriteUnless(x, Register(kZf), {kRax, 32, 0}, old.low);
  WriteUnless(x, Register(kZf), {kRdx, 32, 0}, old.high);
  return true;
}

constexpr X86Rule kRules[] = {
    {"xchg", 2, LowerExchange, kX86Lockable},
    {"xadd", 2, LowerExchangeAndAdd, kX86Lockable},
    {"cmpxchg", 2, LowerCompareAndExchange, kX86Lockable},
    {"cmpxchg8b", 1, LowerCompareAndExchangeEight, kX86Lockable},
    {"cmpxchg16b", 1, LowerCompareAndExchangeSixteen, kX86Lockable},
};

}  // namespace

absl::Span<const X86Rule> X86AtomicRules() { return kRules; }

}  // namespace atomics_lab::isa
