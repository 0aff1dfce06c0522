#include "tools/isa/registers.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "tools/listing/listing.h"
#include "tools/listing/whole_register.h"

namespace atomics_lab::isa {
namespace {

using listing::Instruction;
using listing::Operand;

void Add(std::vector<std::string>& registers, std::string_view name) {
  std::string whole = listing::WholeRegister(name);
  if (!whole.empty()) registers.push_back(std::move(whole));
}

// Flags are left out: only values in other registers are followed.
bool IsFlags(std::string_view name) {
  return name == "rflags" || name == "nzcv" || name == "fpsw";
}

void AddAll(const std::vector<std::string>& names,
            std::vector<std::string>& registers) {
  for (const std::string& name : names) {
    if (!IsFlags(name)) Add(registers, name);
  }
}

void AddImplicit(const Instruction& instruction, RegisterUse& use) {
  // It may leave its destination as it was.
  if (absl::StartsWith(instruction.mnemonic, "cmov")) {
    Add(use.reads, instruction.operands.front().reg);
  }
  AddAll(instruction.implicit_reads, use.reads);
  AddAll(instruction.implicit_writes, use.writes);
}

}  // namespace

std::vector<std::string> AddressRegisters(const Instruction& instruction) {
  std::vector<std::string> registers;
  for (const Operand& operand : instruction.operands) {
    if (operand.kind != Operand::Kind::kMemory) continue;
    Add(registers, operand.base);
    Add(registers, operand.index);
  }
  return registers;
}

RegisterUse RegistersOf(const Instruction& instruction) {
  RegisterUse use;
  for (const Operand& operand : instruction.operands) {
    if (operand.kind == Operand::Kind::kRegister) {
      if (operand.reads) Add(use.reads, operand.reg);
      if (operand.writes) Add(use.writes, operand.reg);
    } else if (operand.kind == Operand::Kind::kMemory &&
               operand.write_back != listing::WriteBack::kNone) {
      Add(use.reads, operand.base);
      Add(use.writes, operand.base);
    }
  }
  AddImplicit(instruction, use);
  return use;
}

}  // namespace atomics_lab::isa
