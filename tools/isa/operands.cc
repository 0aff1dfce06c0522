#include "tools/isa/operands.h"

#include <algorithm>
#include <string_view>

#include "tools/isa/isa.h"
#include "tools/listing/flow.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Operand;

bool IsRegister(const Operand& operand, std::string_view name) {
  return operand.kind == Operand::Kind::kRegister && operand.reg == name;
}

// A tail call.
bool LeavesFunction(const listing::Function& function,
                    const listing::Instruction& instruction) {
  if (!instruction.target_address.has_value()) {
    return instruction.target.has_value() &&
           instruction.target->mangled != function.mangled;
  }
  return *instruction.target_address < function.address ||
         *instruction.target_address >= function.address + function.size;
}

}  // namespace

const Operand* MemoryOperand(const listing::Instruction& instruction) {
  for (const Operand& operand : instruction.operands) {
    if (operand.kind == Operand::Kind::kMemory) return &operand;
  }
  return nullptr;
}

Role MemoryRole(const listing::Instruction& instruction) {
  bool reads = false;
  bool writes = false;
  for (const Operand& operand : instruction.operands) {
    if (operand.kind != Operand::Kind::kMemory) continue;
    reads |= operand.reads;
    writes |= operand.writes;
  }
  if (reads && writes) return Role::kReadModifyWrite;
  if (reads) return Role::kLoad;
  return writes ? Role::kStore : Role::kOther;
}

Role ControlRole(const listing::Function& function,
                 const listing::Instruction& instruction, listing::Flow flow) {
  switch (flow) {
    case listing::Flow::kReturn:
      return Role::kReturn;
    case listing::Flow::kCall:
      return Role::kCall;
    case listing::Flow::kBranch:
    case listing::Flow::kJump:
      return LeavesFunction(function, instruction) ? Role::kCall
                                                   : Role::kBranch;
    case listing::Flow::kNext:
    case listing::Flow::kStop:
      break;
  }
  return Role::kOther;
}

bool IsFramePointer(const listing::Function& function, std::string_view frame,
                    std::string_view stack_pointer) {
  return std::any_of(function.instructions.begin(), function.instructions.end(),
                     [&](const listing::Instruction& instruction) {
                       const auto& operands = instruction.operands;
                       return operands.size() >= 2 &&
                              IsRegister(operands[0], frame) &&
                              operands[0].writes &&
                              IsRegister(operands[1], stack_pointer);
                     });
}

}  // namespace atomics_lab::isa
