#include "tools/isa/aarch64_lowering.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/log/check.h"
#include "tools/isa/aarch64_operands.h"
#include "tools/isa/aarch64_registers.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/place.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa::aarch64 {
namespace {

using Kind = ResolvedOperand::Kind;

bool IsKind(const ResolvedOperand& operand, char letter) {
  const bool plain = operand.modifier.kind == Modifier::Kind::kNone;
  switch (letter) {
    case 'r':
      return operand.kind == Kind::kRegister && plain;
    case 'i':
      return operand.kind == Kind::kImmediate && plain;
    case 'o':
      return operand.kind == Kind::kRegister ||
             operand.kind == Kind::kImmediate;
    case 'v':
      return operand.kind == Kind::kVector;
    case 'm':
      return operand.kind == Kind::kMemory;
    case 'n':
      return operand.kind == Kind::kName;
    default:
      return false;
  }
}

// Whether the last operation computes `value`, and nothing else.
bool Makes(const std::vector<MicroOp>& operations, const Source& value) {
  if (operations.empty() || value.kind != Source::Kind::kRegister ||
      value.reg < kFirstTemporary) {
    return false;
  }
  const MicroOp& last = operations.back();
  return last.result == value.reg && (last.kind == MicroOp::Kind::kCompute ||
                                      last.kind == MicroOp::Kind::kLoad);
}

Source Shifted(const ResolvedOperand& operand, Operation shift, int bits,
               Lowering& to) {
  return to.Compute(shift, bits, Read(operand.reg),
                    static_cast<std::uint64_t>(operand.modifier.amount));
}

Source Extended(const ResolvedOperand& operand, int bits, Lowering& to) {
  const Modifier& modifier = operand.modifier;
  const Source whole = Read(operand.reg);
  const Source extended =
      modifier.kind == Modifier::Kind::kUnsigned
          ? to.Compute(Operation::kCopy, modifier.from_bits, whole)
          : to.Compute(Operation::kSignExtend, 64, whole,
                       static_cast<std::uint64_t>(modifier.from_bits));
  return modifier.amount == 0
             ? extended
             : to.Compute(Operation::kShiftLeft, bits, extended,
                          static_cast<std::uint64_t>(modifier.amount));
}

Source Not(Source truth, Lowering& to) {
  return to.Compute(Operation::kXor, 1, truth, 1);
}

// The eight conditions of which the others are the opposites.
// Arm ARM, C1.2.4, table C1-1.
std::optional<Source> PositiveCondition(std::string_view name, Lowering& to) {
  const Source n = Source::Of(kNegative);
  const Source z = Source::Of(kZero);
  const Source c = Source::Of(kCarry);
  const Source v = Source::Of(kOverflow);
  if (name == "eq") return z;
  if (name == "cs" || name == "hs") return c;
  if (name == "mi") return n;
  if (name == "vs") return v;
  if (name == "hi") return to.Compute(Operation::kAnd, 1, c, Not(z, to));
  if (name == "ge") return to.Compute(Operation::kEqual, 1, n, v);
  if (name == "gt") {
    const Source same = to.Compute(Operation::kEqual, 1, n, v);
    return to.Compute(Operation::kAnd, 1, same, Not(z, to));
  }
  if (name == "al" || name == "nv") return Source::Of(std::uint64_t{1});
  return std::nullopt;
}

std::string_view Opposite(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> kOpposites[] = {
      {"ne", "eq"}, {"cc", "cs"}, {"lo", "cs"}, {"pl", "mi"},
      {"vc", "vs"}, {"ls", "hi"}, {"lt", "ge"}, {"le", "gt"}};
  for (const auto& [negative, positive] : kOpposites) {
    if (name == negative) return positive;
  }
  return "";
}

}  // namespace

Lowering::Lowering(const listing::Instruction& instruction, const Place& place,
                   std::vector<ResolvedOperand> operands)
    : instruction_(instruction),
      place_(place),
      operands_(std::move(operands)),
      next_temporary_(kFirstTemporary) {}

bool Lowering::Are(std::string_view kinds) const {
  if (operands_.size() != kinds.size()) return false;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (!IsKind(operands_[i], kinds[i])) return false;
  }
  return true;
}

std::optional<std::uint64_t> Lowering::Reference() {
  heeded_ = true;
  return place_.reference;
}

bool Lowering::ReferenceHeeded() const {
  return heeded_ || !place_.reference.has_value();
}

Source Lowering::Compute(Operation operation, int bits, Source a, Source b,
                         Source c) {
  MicroOp op;
  op.operation = operation;
  op.bits = static_cast<std::uint8_t>(bits);
  op.result = Temporary();
  op.a = a;
  op.b = b;
  op.c = c;
  Append(op);
  return Source::Of(op.result);
}

Source Lowering::Load(MicroOp load) {
  load.kind = MicroOp::Kind::kLoad;
  load.result = Temporary();
  Append(load);
  return Source::Of(load.result);
}

RegisterNumber Lowering::Temporary() {
  CHECK_LT(next_temporary_, kMostRegisters);
  return next_temporary_++;
}

void Lowering::Set(RegisterNumber reg, Source value) {
  if (Makes(result_, value)) {
    result_.back().result = reg;
    return;
  }
  MicroOp copy;
  copy.result = reg;
  copy.a = value;
  Append(copy);
}

void Lowering::Set(const Register& reg, Source value) {
  if (!reg.zero) Set(reg.number, value);
}

Source Read(const Register& reg) {
  return reg.zero ? Source::Of(std::uint64_t{0}) : Source::Of(reg.number);
}

std::optional<Source> ReadModified(const ResolvedOperand& operand, int bits,
                                   Lowering& to) {
  const Modifier& modifier = operand.modifier;
  if (operand.kind == Kind::kImmediate) {
    const bool shifts = modifier.kind == Modifier::Kind::kLsl;
    if (!shifts && modifier.kind != Modifier::Kind::kNone) return std::nullopt;
    return Source::Of(operand.immediate << modifier.amount);
  }
  switch (modifier.kind) {
    case Modifier::Kind::kNone:
      return Read(operand.reg);
    case Modifier::Kind::kLsl:
      return Shifted(operand, Operation::kShiftLeft, bits, to);
    case Modifier::Kind::kLsr:
      return Shifted(operand, Operation::kShiftRight, bits, to);
    case Modifier::Kind::kAsr:
      return Shifted(operand, Operation::kShiftRightSigned, bits, to);
    case Modifier::Kind::kRor:
      return Shifted(operand, Operation::kRotateRight, bits, to);
    case Modifier::Kind::kUnsigned:
    case Modifier::Kind::kSigned:
      return Extended(operand, bits, to);
  }
  return std::nullopt;
}

std::optional<Source> Condition(std::string_view name, Lowering& to) {
  const std::string_view opposite = Opposite(name);
  if (opposite.empty()) return PositiveCondition(name, to);
  const std::optional<Source> positive = PositiveCondition(opposite, to);
  return Not(*positive, to);
}

}  // namespace atomics_lab::isa::aarch64
