#include "tools/isa/operands.h"

#include "tools/isa/isa.h"
#include "tools/listing/flow.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

using listing::Operand;

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

Role ControlRole(listing::Flow flow) {
  switch (flow) {
    case listing::Flow::kReturn:
      return Role::kReturn;
    case listing::Flow::kCall:
      return Role::kCall;
    case listing::Flow::kBranch:
    case listing::Flow::kJump:
      return Role::kBranch;
    case listing::Flow::kNext:
    case listing::Flow::kStop:
      break;
  }
  return Role::kOther;
}

bool IsOnStack(const Isa& isa, FramePointer frame, const Operand& memory) {
  return memory.base == isa.stack_pointer() ||
         (memory.base == isa.frame_pointer() &&
          frame == FramePointer::kStackAddress);
}

}  // namespace atomics_lab::isa
