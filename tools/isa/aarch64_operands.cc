#include "tools/isa/aarch64_operands.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "tools/isa/aarch64_registers.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa::aarch64 {
namespace {

using listing::Operand;
using Kind = ResolvedOperand::Kind;

// The number behind the letter.
std::optional<int> Number(std::string_view name, int last) {
  int number = 0;
  if (name.empty() || !absl::SimpleAtoi(name.substr(1), &number) ||
      number < 0 || number > last) {
    return std::nullopt;
  }
  return number;
}

std::optional<Register> ResolveRegister(std::string_view name) {
  if (name == "sp") return Register{kStackPointer, 64, false};
  if (name == "wsp") return Register{kStackPointer, 32, false};
  if (name == "xzr") return Register{0, 64, true};
  if (name == "wzr") return Register{0, 32, true};
  if (name.empty() || (name[0] != 'x' && name[0] != 'w')) return std::nullopt;
  const std::optional<int> number = Number(name, 30);
  if (!number.has_value()) return std::nullopt;
  return Register{static_cast<RegisterNumber>(*number),
                  name[0] == 'x' ? 64 : 32, false};
}

// Of the registers v0 to v31, one with lanes, 64 or 128 bits of them.
bool HasLanes(const Operand& operand) {
  return (operand.bits == 64 || operand.bits == 128) &&
         (operand.bits == 64 || operand.lanes > 1);
}

std::optional<Vector> ResolveVector(const Operand& operand) {
  const std::optional<int> number = Number(operand.reg, 31);
  if (!number.has_value()) return std::nullopt;
  Vector vector;
  vector.number = *number;
  vector.lane_bits = operand.bits / operand.lanes;
  vector.scalar = absl::StrContains("bhsdq", operand.reg[0]);
  if (vector.scalar) return vector;
  if (operand.reg[0] != 'v' || !HasLanes(operand)) return std::nullopt;
  vector.lane = operand.lane;
  vector.lanes = operand.lane.has_value() ? 1 : operand.lanes;
  return vector;
}

std::optional<Memory> ResolveMemory(const Operand& operand) {
  Memory memory;
  const std::optional<Register> base = ResolveRegister(operand.base);
  if (!base.has_value() || base->bits != 64 || base->zero) return std::nullopt;
  memory.base = *base;
  memory.displacement = operand.displacement;
  memory.write_back = operand.write_back;
  memory.modifier = operand.modifier;
  if (operand.index.empty()) return memory;
  memory.index = ResolveRegister(operand.index);
  if (!memory.index.has_value()) return std::nullopt;
  return memory;
}

std::uint64_t BeforeModifier(const Operand& immediate) {
  const auto value = static_cast<std::uint64_t>(immediate.immediate);
  return immediate.modifier.kind == Modifier::Kind::kLsl
             ? value >> immediate.modifier.amount
             : value;
}

std::optional<ResolvedOperand> ResolveNamed(const Operand& operand) {
  ResolvedOperand resolved;
  if (const auto reg = ResolveRegister(operand.reg)) {
    resolved.kind = Kind::kRegister;
    resolved.reg = *reg;
    resolved.modifier = operand.modifier;
    return resolved;
  }
  const std::optional<Vector> vector = ResolveVector(operand);
  if (!vector.has_value()) return std::nullopt;
  resolved.kind = Kind::kVector;
  resolved.vector = *vector;
  return resolved;
}

std::optional<ResolvedOperand> ResolveAccess(const Operand& operand,
                                             std::uint64_t address) {
  ResolvedOperand resolved;
  if (operand.base == "pc") {
    resolved.kind = Kind::kImmediate;
    resolved.immediate =
        address + static_cast<std::uint64_t>(operand.displacement);
    return resolved;
  }
  std::optional<Memory> memory = ResolveMemory(operand);
  if (!memory.has_value()) return std::nullopt;
  resolved.kind = Kind::kMemory;
  resolved.memory = *std::move(memory);
  return resolved;
}

std::optional<ResolvedOperand> Resolve(const Operand& operand,
                                       std::uint64_t address) {
  ResolvedOperand resolved;
  switch (operand.kind) {
    case Operand::Kind::kRegister:
      return ResolveNamed(operand);
    case Operand::Kind::kMemory:
      return ResolveAccess(operand, address);
    case Operand::Kind::kImmediate:
      resolved.kind = Kind::kImmediate;
      resolved.immediate = BeforeModifier(operand);
      resolved.modifier = operand.modifier;
      return resolved;
    case Operand::Kind::kName:
      resolved.kind = Kind::kName;
      resolved.name = operand.name;
      return resolved;
    case Operand::Kind::kOther:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<ResolvedOperand>> ResolveOperands(
    const listing::Instruction& instruction) {
  std::vector<ResolvedOperand> operands;
  for (const Operand& operand : instruction.operands) {
    std::optional<ResolvedOperand> resolved =
        Resolve(operand, instruction.address);
    if (!resolved.has_value()) return std::nullopt;
    operands.push_back(*std::move(resolved));
  }
  return operands;
}

}  // namespace atomics_lab::isa::aarch64
