#include "tools/isa/unlowered.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "tools/elf/by_architecture.h"
#include "tools/isa/aarch64_registers.h"
#include "tools/isa/isa.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/register_file.h"
#include "tools/isa/x86_64_registers.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Instruction;
using listing::Operand;
using Registers = std::vector<RegisterNumber>;

// "ymm3": 3. Absent if what stands behind `stem` is no number.
std::optional<int> NumberAfter(std::string_view stem, std::string_view name) {
  int number = 0;
  if (!name.starts_with(stem) || name.size() == stem.size() ||
      !absl::SimpleAtoi(name.substr(stem.size()), &number)) {
    return std::nullopt;
  }
  return number;
}

void AddX86(std::string_view name, Registers& registers) {
  if (name == "rflags") {
    registers.insert(registers.end(), {kCf, kZf, kSf, kOf, kPf, kAf});
    return;
  }
  const auto part = FindX86Part(name);
  if (part.has_value()) registers.push_back(part->whole);
  for (const std::string_view stem : {"xmm", "ymm", "zmm"}) {
    const auto number = NumberAfter(stem, name);
    if (!number.has_value()) continue;
    const auto low = FindXmm(absl::StrCat("xmm", *number));
    if (!low.has_value()) continue;
    registers.push_back(*low);
    registers.push_back(static_cast<RegisterNumber>(*low + 1));
  }
}

void AddAArch64(std::string_view name, Registers& registers) {
  if (name == "nzcv") {
    registers.insert(registers.end(), {aarch64::kNegative, aarch64::kZero,
                                       aarch64::kCarry, aarch64::kOverflow});
    return;
  }
  if (name == "sp" || name == "wsp") {
    registers.push_back(aarch64::kStackPointer);
    return;
  }
  for (const std::string_view stem : {"x", "w"}) {
    const auto number = NumberAfter(stem, name);
    if (!number.has_value() || *number > aarch64::kLink) continue;
    registers.push_back(static_cast<RegisterNumber>(*number));
  }
  for (const std::string_view stem : {"v", "q", "d", "s", "h", "b"}) {
    const auto number = NumberAfter(stem, name);
    if (!number.has_value() || *number > 31) continue;
    registers.push_back(
        static_cast<RegisterNumber>(aarch64::kVectorLow + *number));
    registers.push_back(
        static_cast<RegisterNumber>(aarch64::kVectorHigh + *number));
  }
}

bool IsSystemCall(const Instruction& instruction) {
  return instruction.mnemonic == "syscall" || instruction.mnemonic == "svc";
}

UsedRegisters OfSystemCall(listing::Architecture architecture) {
  // Intel SDM vol. 2, SYSCALL: rcx and r11 hold what to return to.
  static const auto& used = *new elf::ByArchitecture<UsedRegisters>(
      {.reads = {}, .writes = {kRax, kRcx, 11}}, {.reads = {}, .writes = {0}});
  return used[architecture];
}

}  // namespace

std::string_view HintOf(const Instruction& instruction) {
  constexpr std::string_view kHints[] = {"pause", "yield", "isb", "wfe",
                                         "wfet",  "wfi",   "sevl"};
  if (IsSystemCall(instruction)) return kSystemCallHint;
  const auto* const found = std::ranges::find(kHints, instruction.mnemonic);
  return found == std::end(kHints) ? "" : *found;
}

UsedRegisters UsedBy(listing::Architecture architecture,
                     const Instruction& instruction) {
  if (IsSystemCall(instruction)) return OfSystemCall(architecture);
  const auto add = elf::ByArchitecture(AddX86, AddAArch64)[architecture];
  UsedRegisters used;
  for (const Operand& operand : instruction.operands) {
    if (operand.kind == Operand::Kind::kRegister) {
      if (operand.reads) add(operand.reg, used.reads);
      if (operand.writes) add(operand.reg, used.writes);
    }
    if (operand.kind != Operand::Kind::kMemory) continue;
    add(operand.base, used.reads);
    add(operand.index, used.reads);
    if (operand.write_back != listing::WriteBack::kNone) {
      add(operand.base, used.writes);
    }
  }
  for (const std::string& name : instruction.implicit_reads) {
    add(name, used.reads);
  }
  for (const std::string& name : instruction.implicit_writes) {
    add(name, used.writes);
  }
  return used;
}

bool ComputesOnly(const Instruction& instruction, const Effect& effect) {
  constexpr std::string_view kOthers[] = {"rdtsc", "rdtscp", "rdrand", "rdseed",
                                          "rdpid", "cpuid",  "mrs",    "mrrs"};
  if (IsSystemCall(instruction)) return true;
  const bool reads_or_computes = effect.role == Role::kOther ||
                                 effect.role == Role::kLoad ||
                                 effect.role == Role::kFence;
  return reads_or_computes &&
         std::ranges::find(kOthers, instruction.mnemonic) == std::end(kOthers);
}

}  // namespace atomics_lab::isa
