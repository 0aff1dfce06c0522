#include "tools/program/links.h"

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/place.h"
#include "tools/listing/listing.h"
#include "tools/program/draft.h"

namespace atomics_lab::program {

using isa::MicroOp;
using listing::Instruction;

absl::StatusOr<const listing::Function*> Links::Fetch(const std::string& name) {
  const auto found = code_.find(name);
  auto& function =
      found != code_.end()
          ? found->second
          : code_.insert({name, binary_.Disassemble(name)}).first->second;
  if (!function.ok()) return function.status();
  return &*function;
}

isa::Place Links::ReferenceOf(const Instruction& instruction) const {
  if (!instruction.relocated || !instruction.target.has_value()) return {};
  const auto variable = image_.Find(instruction.target->mangled);
  if (!variable.has_value()) return {};
  return {.reference = variable->address +
                       static_cast<std::uint64_t>(instruction.target->offset),
          .through_got = instruction.through_got};
}

std::optional<CodePlace> Links::TargetOf(const listing::Function& function,
                                         const Instruction& instruction,
                                         const MicroOp& op) {
  if (instruction.target_address.has_value()) {
    return CodePlace{function.mangled, *instruction.target_address};
  }
  const bool within = op.target >= function.address &&
                      op.target - function.address < function.size;
  if (within && !instruction.relocated) {
    return CodePlace{function.mangled, op.target};
  }
  if (!instruction.target.has_value()) return std::nullopt;
  const listing::SymbolReference& target = *instruction.target;
  const auto offset = static_cast<std::uint64_t>(target.offset);
  if (offset == 0 && Model(target.mangled).has_value()) {
    return CodePlace{target.mangled, 0};
  }
  const absl::StatusOr<const listing::Function*> code = Fetch(target.mangled);
  if (!code.ok()) return CodePlace{target.mangled, offset};
  return CodePlace{target.mangled, (*code)->address + offset};
}

}  // namespace atomics_lab::program
