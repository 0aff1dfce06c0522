// Moves of general registers, and the stack.
// Sources: Intel SDM vol. 2 (325383), MOV, MOVSX, CBW, CWD, PUSH, POP, LEA.
#include <cstdint>

#include "absl/types/span.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/x86_64_lowering.h"

namespace atomics_lab::isa {
namespace {

Source Register(RegisterNumber reg) { return Source::Of(reg); }

void MoveRsp(X86Lowering& x, std::uint64_t by) {
  x.Set(kRsp, Operation::kAdd, 64, Register(kRsp), Source::Of(by));
}

// An immediate's width shows in the prefix only.
bool LowerPush(X86Lowering& x) {
  if (x.Bits(0) != 64 || x.HasPrefix(0x66)) return false;
  const Source value = x.Compute(Operation::kCopy, 64, x.Read(0));
  MoveRsp(x, ~std::uint64_t{7});
  x.Store(Register(kRsp), 64, value);
  return true;
}

// A destination in memory is addressed with rsp after it has moved.
bool LowerPop(X86Lowering& x) {
  if (x.Bits(0) != 64) return false;
  const Source value = x.Load(Register(kRsp), 64);
  MoveRsp(x, 8);
  x.Write(0, value);
  return true;
}

bool LowerLeave(X86Lowering& x) {
  if (x.HasPrefix(0x66)) return false;
  x.Set(kRsp, Operation::kCopy, 64, Register(kRbp));
  const Source value = x.Load(Register(kRsp), 64);
  MoveRsp(x, 8);
  x.Set(kRbp, Operation::kCopy, 64, value);
  return true;
}

// rax = its own lower half.
template <int bits>
bool LowerWiden(X86Lowering& x) {
  const Source value = x.Compute(Operation::kSignExtend, bits, Register(kRax),
                                 std::uint64_t{bits / 2});
  x.WritePart({kRax, bits, 0}, value);
  return true;
}

// rdx = copies of rax's sign.
template <int bits>
bool LowerSpreadSign(X86Lowering& x) {
  const Source value = x.Compute(Operation::kShiftRightSigned, bits,
                                 Register(kRax), std::uint64_t{bits - 1});
  x.WritePart({kRdx, bits, 0}, value);
  return true;
}

bool LowerMoveWithZeros(X86Lowering& x) {
  x.Write(0, x.Compute(Operation::kCopy, x.Bits(1), x.Read(1)));
  return true;
}

bool LowerMoveWithSign(X86Lowering& x) {
  x.Write(0, x.Compute(Operation::kSignExtend, x.Bits(0), x.Read(1),
                       static_cast<std::uint64_t>(x.Bits(1))));
  return true;
}

bool LowerMove(X86Lowering& x) {
  x.Write(0, x.Read(1));
  return true;
}

// The segment counts in accesses only.
bool LowerAddress(X86Lowering& x) {
  if (!x.instruction().operands[1].segment.empty()) return false;
  x.Write(0, x.AddressOf(1));
  return true;
}

constexpr X86Rule kRules[] = {
    {"push", 1, LowerPush},          {"pop", 1, LowerPop},
    {"leave", 0, LowerLeave},        {"cbw", 0, LowerWiden<16>},
    {"cwde", 0, LowerWiden<32>},     {"cdqe", 0, LowerWiden<64>},
    {"cwd", 0, LowerSpreadSign<16>}, {"cdq", 0, LowerSpreadSign<32>},
    {"cqo", 0, LowerSpreadSign<64>}, {"movzx", 2, LowerMoveWithZeros},
    {"movsx", 2, LowerMoveWithSign}, {"movsxd", 2, LowerMoveWithSign},
    {"mov", 2, LowerMove},           {"movabs", 2, LowerMove},
    {"lea", 2, LowerAddress},
};

}  // namespace

bool LowerX86SetByte(X86Lowering& x) {
  x.Write(0, X86Condition(x, "set"));
  return true;
}

// The source is read, and the upper half cleared, whatever the condition.
bool LowerX86MoveIf(X86Lowering& x) {
  const Source value = x.Read(1);
  x.Write(0, x.Compute(Operation::kSelect, 64, X86Condition(x, "cmov"), value,
                       x.Read(0)));
  return true;
}

absl::Span<const X86Rule> X86MoveRules() { return kRules; }

}  // namespace atomics_lab::isa
