#include "tools/listing/page_tracker.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/listing/flow.h"
#include "tools/listing/whole_register.h"

namespace atomics_lab::listing {
namespace {

bool Is(const Operand& operand, Operand::Kind kind) {
  return operand.kind == kind;
}

}  // namespace

std::optional<std::uint64_t> PageTracker::Observe(const Decoded& decoded) {
  const Instruction& instruction = decoded.instruction;
  const std::optional<std::uint64_t> address = Composed(decoded);
  ForgetWritten(decoded);
  if (instruction.mnemonic == "adrp" || instruction.mnemonic == "adr") {
    known_[instruction.operands[0].reg] = decoded.data_address.value_or(0);
    // A page alone names nothing yet.
    return instruction.mnemonic == "adr" ? decoded.data_address : std::nullopt;
  }
  if (instruction.mnemonic == "add" && address.has_value()) {
    known_[instruction.operands[0].reg] = *address;
  }
  return address;
}

std::optional<std::uint64_t> PageTracker::Composed(
    const Decoded& decoded) const {
  const std::vector<Operand>& operands = decoded.instruction.operands;
  if (decoded.instruction.mnemonic == "add" && operands.size() == 3 &&
      Is(operands[1], Operand::Kind::kRegister) &&
      Is(operands[2], Operand::Kind::kImmediate)) {
    const auto base = Known(operands[1].reg);
    if (!base.has_value()) return std::nullopt;
    return *base + static_cast<std::uint64_t>(operands[2].immediate);
  }
  for (const Operand& operand : operands) {
    if (!Is(operand, Operand::Kind::kMemory) || !operand.index.empty()) {
      continue;
    }
    if (operand.base == "pc") return decoded.data_address;
    const auto base = Known(operand.base);
    if (!base.has_value()) continue;
    if (operand.write_back == WriteBack::kAfter) return base;
    return *base + static_cast<std::uint64_t>(operand.displacement);
  }
  return std::nullopt;
}

std::optional<std::uint64_t> PageTracker::Known(std::string_view reg) const {
  const auto found = known_.find(reg);
  if (found == known_.end()) return std::nullopt;
  return found->second;
}

void PageTracker::ForgetWritten(const Decoded& decoded) {
  if (decoded.flow == Flow::kCall) {
    // Most registers do not survive calls, and addresses rarely need to.
    known_.clear();
    return;
  }
  const Instruction& instruction = decoded.instruction;
  for (const Operand& operand : instruction.operands) {
    if (Is(operand, Operand::Kind::kRegister) && operand.writes) {
      known_.erase(WholeRegister(operand.reg));
    } else if (Is(operand, Operand::Kind::kMemory) &&
               operand.write_back != WriteBack::kNone) {
      known_.erase(operand.base);
    }
  }
}

}  // namespace atomics_lab::listing
