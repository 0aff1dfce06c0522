#include "tools/isa/reading.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tools/isa/control_flow.h"
#include "tools/isa/isa.h"
#include "tools/listing/flow.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Function;
using listing::Instruction;
using listing::Operand;

bool IsRegister(const Operand& operand, std::string_view name) {
  return operand.kind == Operand::Kind::kRegister && operand.reg == name;
}

// Compilers copy the stack pointer, or add to it.
bool MakesFrame(const Isa& isa, const Instruction& instruction) {
  const auto& operands = instruction.operands;
  return operands.size() >= 2 && IsRegister(operands[0], isa.frame_pointer()) &&
         operands[0].writes && IsRegister(operands[1], isa.stack_pointer());
}

FramePointer FrameOf(const Isa& isa, const Function& function) {
  const bool made = std::ranges::any_of(function.instructions,
                                        [&](const Instruction& instruction) {
                                          return MakesFrame(isa, instruction);
                                        });
  return made ? FramePointer::kStackAddress : FramePointer::kAnything;
}

bool LeavesFunction(const Function& function, const Instruction& instruction) {
  if (!instruction.target_address.has_value()) {
    return instruction.target.has_value() &&
           instruction.target->mangled != function.mangled;
  }
  return *instruction.target_address < function.address ||
         *instruction.target_address >= function.address + function.size;
}

}  // namespace

Reading::Reading(const Function& function)
    : function_(&function),
      isa_(&IsaFor(function.architecture)),
      frame_(FrameOf(*isa_, function)) {
  std::vector<Edges> edges;
  for (const Instruction& instruction : function.instructions) {
    Effect effect = isa_->Classify(frame_, instruction);
    if (effect.role == Role::kBranch && LeavesFunction(function, instruction)) {
      effect.role = Role::kCall;
    }
    effects_.push_back(effect);
    edges.push_back(
        {.falls_through = listing::FallsThrough(isa_->FlowOf(instruction)),
         .branches = effect.role == Role::kBranch});
  }
  loops_ = LoopsOf(function, edges);
}

bool Reading::IsNoticeable(std::size_t index) const {
  const Effect& effect = effects_[index];
  return effect.shared || effect.role == Role::kFence ||
         effect.role == Role::kCall;
}

bool Reading::IsInLoop(std::size_t index) const {
  return std::ranges::any_of(loops_, [index](const Loop& loop) {
    return std::ranges::binary_search(loop.body, index);
  });
}

bool Reading::OnlyArranges(std::size_t index) const {
  return isa_->OnlyArranges(function_->instructions[index]);
}

std::string Reading::Spelling(std::size_t index) const {
  return isa_->Spelling(frame_, function_->instructions[index]);
}

}  // namespace atomics_lab::isa
