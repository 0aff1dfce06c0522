#include "tools/audit/known_values.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "tools/listing/flow.h"
#include "tools/listing/whole_register.h"

namespace atomics_lab::audit {
namespace {

using listing::Flow;
using listing::Instruction;
using listing::Operand;
using Kind = KnownValue::Kind;

constexpr std::string_view kFlags = "flags";

// In lower case, anywhere in a variable's name: of glibc, musl, libgcc,
// compiler-rt, OpenSSL and those who took over its name, Go, OpenJDK.
constexpr std::array<std::string_view, 12> kVariables = {
    "hwcap",     "cpu_features", "cpufeatures",  "armcap",
    "have_lse",  "has_lse",      "hasatomics",   "_rtld_global_ro",
    "cpu_model", "libat_feat",   "internal/cpu", "vm_version"};

constexpr std::array<std::string_view, 7> kFunctions = {
    "getauxval",
    "__getauxval",
    "elf_aux_info",
    "__get_cpuid",
    "__get_cpuid_count",
    "__get_cpuid_max",
    "__x86_get_cpuid_feature_leaf"};

std::string Register(std::string_view name) {
  if (name == "nzcv" || name == "rflags" || name == "eflags") {
    return std::string(kFlags);
  }
  return listing::WholeRegister(name);
}

bool ReadsFlags(std::string_view mnemonic) {
  return absl::StartsWith(mnemonic, "b.") || absl::StartsWith(mnemonic, "cs") ||
         absl::StartsWith(mnemonic, "ccm") ||
         absl::StartsWith(mnemonic, "cinc") ||
         (absl::StartsWith(mnemonic, "j") && mnemonic != "jmp") ||
         absl::StartsWith(mnemonic, "set") ||
         absl::StartsWith(mnemonic, "cmov");
}

// True of what sets bits that its operands do not both have.
bool Blends(std::string_view mnemonic) {
  return absl::StartsWith(mnemonic, "or") ||
         absl::StartsWith(mnemonic, "eor") || mnemonic == "xor";
}

bool MakesAddress(std::string_view mnemonic) {
  return mnemonic == "adrp" || mnemonic == "adr" || mnemonic == "lea";
}

std::optional<KnownValue> ValueIn(const KnownValues& values,
                                  std::string_view name) {
  const auto found = values.find(Register(name));
  if (found == values.end()) return std::nullopt;
  return found->second;
}

std::optional<Location> LocationIn(const KnownValues& values,
                                   std::string_view name) {
  const auto value = ValueIn(values, name);
  if (!value.has_value() || value->kind != Kind::kLocation) return std::nullopt;
  return value->location;
}

bool IsMemory(const Operand& operand) {
  return operand.kind == Operand::Kind::kMemory;
}

bool Loads(const Instruction& instruction) {
  return absl::c_any_of(instruction.operands, [](const Operand& operand) {
    return IsMemory(operand) && operand.reads;
  });
}

// Of two values that a third is made of.
void Mix(std::optional<KnownValue> value, std::optional<KnownValue>& result) {
  if (!value.has_value() || value->kind == Kind::kLocation) return;
  if (!result.has_value() || result->kind < value->kind) {
    result = KnownValue{.kind = value->kind};
  }
}

// What registers a function may change.
void ForgetAfterCall(KnownValues& values) {
  static constexpr std::array<std::string_view, 16> kKept = {
      "x19", "x20", "x21", "x22", "x23", "x24", "x25", "x26",
      "x27", "x28", "bx",  "bp",  "r12", "r13", "r14", "r15"};
  std::erase_if(values, [](const auto& value) {
    return !absl::c_linear_search(kKept, value.first);
  });
}

}  // namespace

void Meet(const KnownValues& other, KnownValues& values) {
  std::erase_if(values, [&](const auto& value) {
    const auto found = other.find(value.first);
    return found == other.end() || found->second != value.second;
  });
}

bool NamesCapability(std::string_view name) {
  const std::string lower = absl::AsciiStrToLower(name);
  return absl::c_any_of(kVariables, [&](std::string_view part) {
    return absl::StrContains(lower, part);
  });
}

bool AnswersCapability(std::string_view name) {
  return absl::c_linear_search(kFunctions, name);
}

bool ValueFollower::Asks(const ReferringInstruction& step) const {
  const Instruction& instruction = step.decoded.instruction;
  if (instruction.mnemonic == "cpuid" || instruction.mnemonic == "xgetbv") {
    return true;
  }
  if (instruction.mnemonic == "mrs") {
    return absl::c_any_of(instruction.operands, [](const Operand& operand) {
      return absl::StartsWith(operand.name, "id_aa64");
    });
  }
  if (step.decoded.flow != Flow::kCall) return false;
  const auto callee = Named(step, {});
  return callee.has_value() && AnswersCapability(locations_.NameOf(*callee));
}

std::optional<Location> ValueFollower::Named(const ReferringInstruction& step,
                                             const KnownValues& values) const {
  if (step.relocated.has_value()) return step.relocated->location;
  if (step.decoded.branch_target.has_value()) return step.decoded.branch_target;
  if (step.decoded.data_address.has_value()) return step.decoded.data_address;
  const auto& operands = step.decoded.instruction.operands;
  if (step.decoded.instruction.mnemonic == "add" && operands.size() == 3 &&
      operands[2].kind == Operand::Kind::kImmediate) {
    const auto base = LocationIn(values, operands[1].reg);
    if (!base.has_value()) return std::nullopt;
    return *base + static_cast<Location>(operands[2].immediate);
  }
  for (const Operand& operand : operands) {
    if (!IsMemory(operand) || !operand.index.empty()) continue;
    const auto base = LocationIn(values, operand.base);
    if (!base.has_value()) continue;
    if (operand.write_back == listing::WriteBack::kAfter) return base;
    return *base + static_cast<Location>(operand.displacement);
  }
  return std::nullopt;
}

std::optional<KnownValue> ValueFollower::Loaded(
    const ReferringInstruction& step, Location location) const {
  if (step.relocated.has_value() && step.relocated->through_slot) {
    return KnownValue{.kind = Kind::kLocation, .location = location};
  }
  if (const auto behind = locations_.BehindSlot(location); behind.has_value()) {
    return KnownValue{.kind = Kind::kLocation, .location = *behind};
  }
  const bool capability = capabilities_.contains(location) ||
                          NamesCapability(locations_.NameOf(location));
  return KnownValue{.kind = capability ? Kind::kCapability : Kind::kStatic};
}

std::optional<KnownValue> ValueFollower::Result(
    const ReferringInstruction& step, const KnownValues& values) const {
  const Instruction& instruction = step.decoded.instruction;
  if (Asks(step)) return KnownValue{.kind = Kind::kCapability};
  const std::optional<Location> named = Named(step, values);
  const bool loads = Loads(instruction);
  if (named.has_value() && (MakesAddress(instruction.mnemonic) ||
                            (instruction.mnemonic == "add" && !loads))) {
    return KnownValue{.kind = Kind::kLocation, .location = *named};
  }
  if (loads && named.has_value()) {
    const auto loaded = Loaded(step, *named);
    if (loaded.has_value() && loaded->kind == Kind::kLocation) return loaded;
  }
  if (instruction.mnemonic == "mov" && instruction.operands.size() == 2 &&
      instruction.operands[1].kind == Operand::Kind::kRegister) {
    return ValueIn(values, instruction.operands[1].reg);
  }
  const bool blends = Blends(instruction.mnemonic);
  std::optional<KnownValue> result;
  if (loads && named.has_value()) Mix(Loaded(step, *named), result);
  for (const Operand& operand : instruction.operands) {
    if (operand.kind != Operand::Kind::kRegister || !operand.reads) continue;
    const auto value = ValueIn(values, operand.reg);
    // Then something else decides as well.
    if (blends && !value.has_value()) return std::nullopt;
    Mix(value, result);
  }
  if (ReadsFlags(instruction.mnemonic)) Mix(ValueIn(values, "nzcv"), result);
  return result;
}

void ValueFollower::Apply(const ReferringInstruction& step,
                          KnownValues& values) const {
  const Instruction& instruction = step.decoded.instruction;
  const std::optional<KnownValue> result = Result(step, values);
  const auto set = [&](std::string_view reg) {
    std::string name = Register(reg);
    if (name.empty()) return;
    values.erase(name);
    if (result.has_value()) values.emplace(std::move(name), *result);
  };
  if (step.decoded.flow == Flow::kCall) {
    ForgetAfterCall(values);
    if (!result.has_value() || !Asks(step)) return;
    set("x0");
    set("ax");
    return;
  }
  for (const Operand& operand : instruction.operands) {
    if (operand.kind == Operand::Kind::kRegister && operand.writes) {
      set(operand.reg);
    }
    if (IsMemory(operand) && operand.write_back != listing::WriteBack::kNone) {
      values.erase(Register(operand.base));
    }
  }
  for (const std::string& reg : instruction.implicit_writes) set(reg);
}

}  // namespace atomics_lab::audit
