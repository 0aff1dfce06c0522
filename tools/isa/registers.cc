#include "tools/isa/registers.h"

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Instruction;
using listing::Operand;

bool IsNumbered(std::string_view name, char prefix) {
  return name.size() > 1 && name[0] == prefix && absl::ascii_isdigit(name[1]);
}

// rax, eax, ax, al, ah: "ax"; rsi, esi, si, sil: "si".
std::string WholeNamedX86(std::string_view name) {
  if (name.size() == 3 && (name[0] == 'r' || name[0] == 'e')) {
    name.remove_prefix(1);
  }
  if (name.size() == 3) absl::ConsumeSuffix(&name, "l");
  if (name.size() == 2 && (name[1] == 'l' || name[1] == 'h')) {
    return absl::StrCat(name.substr(0, 1), "x");
  }
  return std::string(name);
}

void Add(std::vector<std::string>& registers, std::string_view name) {
  std::string whole = WholeRegister(name);
  if (!whole.empty()) registers.push_back(std::move(whole));
}

// A base that is written back: "[x1], #8", "[x1, #8]!".
bool MovesBase(const Instruction& instruction) {
  return absl::EndsWith(instruction.operand_text, "!") ||
         absl::StrContains(instruction.operand_text, "], #");
}

void AddImplicit(const Instruction& instruction, RegisterUse& use) {
  // It may leave its destination as it was.
  if (absl::StartsWith(instruction.mnemonic, "cmov")) {
    Add(use.reads, instruction.operands.front().reg);
  }
  if (!absl::StrContains(instruction.mnemonic, "cmpxchg")) return;
  const bool pair = absl::EndsWith(instruction.mnemonic, "b");  // 8b and 16b
  use.reads.push_back("ax");
  use.writes.push_back("ax");
  if (!pair) return;
  for (const char* half : {"bx", "cx", "dx"}) use.reads.push_back(half);
  use.writes.push_back("dx");
}

}  // namespace

std::string WholeRegister(std::string_view name) {
  if (name == "rip" || name == "pc" || name == "xzr" || name == "wzr") {
    return "";
  }
  if (IsNumbered(name, 'w')) return absl::StrCat("x", name.substr(1));
  if (IsNumbered(name, 'x')) return std::string(name);
  if (!IsNumbered(name, 'r')) return WholeNamedX86(name);
  while (absl::ascii_isalpha(name.back())) name.remove_suffix(1);
  return std::string(name);
}

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
               MovesBase(instruction)) {
      Add(use.reads, operand.base);
      Add(use.writes, operand.base);
    }
  }
  AddImplicit(instruction, use);
  return use;
}

}  // namespace atomics_lab::isa
