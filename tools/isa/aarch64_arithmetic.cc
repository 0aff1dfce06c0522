// Moves, sums, logic, shifts, counts: what leaves the flags alone.
// Source: Arm ARM DDI 0487, C6.2, under each mnemonic.
#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "tools/isa/aarch64_lowering.h"
#include "tools/isa/aarch64_operands.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::isa::aarch64 {
namespace {

constexpr std::uint64_t kPage = 0x1000;

template <Operation operation>
bool Binary(Lowering& to) {
  if (!to.Are("rro")) return false;
  const int bits = to.Reg(0).bits;
  const auto second = ReadModified(to.operands()[2], bits, to);
  if (!second.has_value()) return false;
  to.Set(to.Reg(0), to.Compute(operation, bits, Read(to.Reg(1)), *second));
  return true;
}

template <Operation operation>
bool BinaryWithNot(Lowering& to) {
  if (!to.Are("rro")) return false;
  const int bits = to.Reg(0).bits;
  const auto second = ReadModified(to.operands()[2], bits, to);
  if (!second.has_value()) return false;
  const Source inverted = to.Compute(Operation::kNot, bits, *second);
  to.Set(to.Reg(0), to.Compute(operation, bits, Read(to.Reg(1)), inverted));
  return true;
}

// `add x0, x0, :lo12:symbol`, or `:tprel_hi12:symbol, lsl #12`.
bool Add(Lowering& to) {
  const bool immediate =
      to.operands().size() == 3 &&
      to.operands()[2].kind == ResolvedOperand::Kind::kImmediate;
  if (!immediate || to.through_got()) return Binary<Operation::kAdd>(to);
  const std::optional<std::uint64_t> reference = to.Reference();
  if (!reference.has_value()) return Binary<Operation::kAdd>(to);
  if (!to.Are("rro")) return false;
  const int shift = to.operands()[2].modifier.amount;
  const std::uint64_t part = *reference & ((kPage - 1) << shift);
  to.Set(to.Reg(0),
         to.Compute(Operation::kAdd, to.Reg(0).bits, Read(to.Reg(1)), part));
  return true;
}

bool Negate(Lowering& to) {
  if (!to.Are("ro")) return false;
  const int bits = to.Reg(0).bits;
  const auto value = ReadModified(to.operands()[1], bits, to);
  if (!value.has_value()) return false;
  to.Set(to.Reg(0), to.Compute(Operation::kSub, bits,
                               Source::Of(std::uint64_t{0}), *value));
  return true;
}

template <Operation operation>
bool Unary(Lowering& to) {
  if (!to.Are("ro")) return false;
  const int bits = to.Reg(0).bits;
  const auto value = ReadModified(to.operands()[1], bits, to);
  if (!value.has_value()) return false;
  to.Set(to.Reg(0), to.Compute(operation, bits, *value));
  return true;
}

// Only the low bits of a register count as the amount.
template <Operation operation>
bool Shift(Lowering& to) {
  if (!to.Are("rro")) return false;
  const int bits = to.Reg(0).bits;
  const auto second = ReadModified(to.operands()[2], bits, to);
  if (!second.has_value()) return false;
  const Source amount = second->kind == Source::Kind::kConstant
                            ? *second
                            : to.Compute(Operation::kAnd, bits, *second,
                                         static_cast<std::uint64_t>(bits - 1));
  to.Set(to.Reg(0), to.Compute(operation, bits, Read(to.Reg(1)), amount));
  return true;
}

bool MoveKeep(Lowering& to) {
  if (!to.Are("ro") ||
      to.operands()[1].kind != ResolvedOperand::Kind::kImmediate) {
    return false;
  }
  const int bits = to.Reg(0).bits;
  const auto part = ReadModified(to.operands()[1], bits, to);
  if (!part.has_value()) return false;
  const std::uint64_t mask = std::uint64_t{0xffff}
                             << to.operands()[1].modifier.amount;
  const Source kept = to.Compute(Operation::kAnd, bits, Read(to.Reg(0)), ~mask);
  to.Set(to.Reg(0), to.Compute(Operation::kOr, bits, kept, *part));
  return true;
}

// The sign and the bits after it that equal it, less the sign itself.
bool CountLeadingSigns(Lowering& to) {
  if (!to.Are("rr")) return false;
  const int bits = to.Reg(0).bits;
  const Source value = Read(to.Reg(1));
  const Source neighbour =
      to.Compute(Operation::kShiftRightSigned, bits, value, 1);
  const Source changes = to.Compute(Operation::kXor, bits, value, neighbour);
  const Source zeros = to.Compute(Operation::kCountLeadingZeros, bits, changes);
  to.Set(to.Reg(0), to.Compute(Operation::kSub, bits, zeros, 1));
  return true;
}

bool ReverseHalves(Lowering& to) {
  if (!to.Are("rr")) return false;
  const int bits = to.Reg(0).bits;
  constexpr std::uint64_t kEven = 0x00ff00ff00ff00ff;
  const Source value = Read(to.Reg(1));
  const Source high = to.Compute(Operation::kShiftRight, bits, value, 8);
  const Source down = to.Compute(Operation::kAnd, bits, high, kEven);
  const Source low = to.Compute(Operation::kAnd, bits, value, kEven);
  const Source up = to.Compute(Operation::kShiftLeft, bits, low, 8);
  to.Set(to.Reg(0), to.Compute(Operation::kOr, bits, down, up));
  return true;
}

bool ReverseWords(Lowering& to) {
  if (!to.Are("rr") || to.Reg(0).bits != 64) return false;
  const Source all = to.Compute(Operation::kReverseBytes, 64, Read(to.Reg(1)));
  to.Set(to.Reg(0), to.Compute(Operation::kRotateRight, 64, all, 32));
  return true;
}

// What `adr` names; of `adrp`, its page.
template <std::uint64_t kUnit>
bool AddressOf(Lowering& to) {
  if (!to.Are("ri")) return false;
  const std::uint64_t address = to.Reference().value_or(to.Imm(1));
  to.Set(to.Reg(0), Source::Of(address & ~(kUnit - 1)));
  return true;
}

constexpr Rule kRules[] = {
    {"add", Add},
    {"sub", Binary<Operation::kSub>},
    {"and", Binary<Operation::kAnd>},
    {"orr", Binary<Operation::kOr>},
    {"eor", Binary<Operation::kXor>},
    {"bic", BinaryWithNot<Operation::kAnd>},
    {"orn", BinaryWithNot<Operation::kOr>},
    {"eon", BinaryWithNot<Operation::kXor>},
    {"neg", Negate},
    {"mvn", Unary<Operation::kNot>},
    {"movz", Unary<Operation::kCopy>},
    {"movn", Unary<Operation::kNot>},
    {"movk", MoveKeep},
    {"lsl", Shift<Operation::kShiftLeft>},
    {"lsr", Shift<Operation::kShiftRight>},
    {"asr", Shift<Operation::kShiftRightSigned>},
    {"ror", Shift<Operation::kRotateRight>},
    {"clz", Unary<Operation::kCountLeadingZeros>},
    {"cls", CountLeadingSigns},
    {"rbit", Unary<Operation::kReverseBits>},
    {"rev", Unary<Operation::kReverseBytes>},
    {"rev16", ReverseHalves},
    {"rev32", ReverseWords},
    {"rev64", Unary<Operation::kReverseBytes>},
    {"udiv", Binary<Operation::kDivUnsigned>},
    {"sdiv", Binary<Operation::kDivSigned>},
    {"adr", AddressOf<1>},
    {"adrp", AddressOf<kPage>},
};

}  // namespace

absl::Span<const Rule> ArithmeticRules() { return kRules; }

}  // namespace atomics_lab::isa::aarch64
