#include "tools/isa/aarch64_registers.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/register_file.h"

namespace atomics_lab::isa {
namespace {

using aarch64::kFirstTemporary;
using aarch64::kStackPointer;
using aarch64::kThreadPointer;
using aarch64::kVectorLow;

constexpr int kGeneralRegisters = 31;
constexpr int kVectorRegisters = 32;

std::vector<std::string> MakeNames() {
  std::vector<std::string> names;
  names.reserve(kFirstTemporary);
  for (int i = 0; i < kGeneralRegisters; ++i) {
    names.push_back(absl::StrCat("x", i));
  }
  names.insert(names.end(), {"sp", "n", "z", "c", "v"});
  for (const char* half : {"l", "h"}) {
    for (int i = 0; i < kVectorRegisters; ++i) {
      names.push_back(absl::StrCat("v", i, half));
    }
  }
  names.push_back("tpidr_el0");
  return names;
}

const std::vector<std::string>& Names() {
  static const auto& names = *new std::vector<std::string>(MakeNames());
  return names;
}

absl::flat_hash_map<std::string, RegisterNumber> MakeNumbers() {
  absl::flat_hash_map<std::string, RegisterNumber> numbers;
  for (const std::string& name : Names()) {
    numbers.emplace(name, static_cast<RegisterNumber>(numbers.size()));
  }
  return numbers;
}

void AppendRange(RegisterNumber first, RegisterNumber last,
                 std::vector<RegisterNumber>& registers) {
  for (RegisterNumber reg = first; reg <= last; ++reg) registers.push_back(reg);
}

// Procedure Call Standard for the Arm 64-bit Architecture, 6.1: x19 to x29 and
// the low halves of v8 to v15 are the callee's to preserve.
CallingConvention MakeConvention() {
  CallingConvention convention;
  AppendRange(0, 7, convention.arguments);
  convention.result = 0;
  convention.result_high = 1;
  convention.stack_pointer = kStackPointer;
  convention.thread_pointer = kThreadPointer;
  AppendRange(19, 29, convention.preserved);
  AppendRange(kVectorLow + 8, kVectorLow + 15, convention.preserved);
  convention.link = aarch64::kLink;
  return convention;
}

}  // namespace

std::optional<RegisterNumber> FindAArch64Register(std::string_view name) {
  static const auto& numbers =
      *new absl::flat_hash_map<std::string, RegisterNumber>(MakeNumbers());
  const auto found = numbers.find(name);
  if (found == numbers.end()) return std::nullopt;
  return found->second;
}

std::string AArch64RegisterName(RegisterNumber number) {
  return number < kFirstTemporary ? Names()[number]
                                  : absl::StrCat("t", number - kFirstTemporary);
}

const CallingConvention& AArch64CallingConvention() {
  static const auto& convention = *new CallingConvention(MakeConvention());
  return convention;
}

}  // namespace atomics_lab::isa
