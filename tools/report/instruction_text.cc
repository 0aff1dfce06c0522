#include "tools/report/instruction_text.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tools/result/result.h"
#include "tools/text/ordered.h"

namespace atomics_lab::report {
namespace {

using result::Instruction;

bool TouchesMemory(const Instruction& instruction) {
  return absl::StrContains(instruction.role, "load") ||
         absl::StrContains(instruction.role, "store") ||
         absl::StrContains(instruction.role, "modify");
}

std::string PlaceText(std::string_view file, int line) {
  const std::size_t last = file.rfind('/');
  if (last != std::string_view::npos && last > 0) {
    file.remove_prefix(file.rfind('/', last - 1) + 1);
  }
  return absl::StrCat(file, ":", line);
}

}  // namespace

std::string AddressText(const Instruction& instruction) {
  return absl::StrCat(absl::Hex(instruction.address));
}

std::string OperandText(const Instruction& instruction) {
  if (instruction.target.empty() || instruction.role == "branch" ||
      absl::StrContains(instruction.operands, instruction.target)) {
    return instruction.operands;
  }
  return absl::StrCat(instruction.operands,
                      instruction.operands.empty() ? "" : " ", "→ ",
                      instruction.target);
}

std::string RoleText(const Instruction& instruction) {
  return absl::StrCat(
      text::Ordered(instruction.role, instruction),
      TouchesMemory(instruction) && !instruction.shared ? " (own stack)" : "");
}

std::string SourceText(const Instruction& instruction) {
  if (instruction.file.empty()) return "";
  std::string innermost = PlaceText(instruction.file, instruction.line);
  const std::size_t frames = instruction.frames.size();
  if (frames < 2) return innermost;
  const result::Frame& call = instruction.frames[frames - 2];
  return absl::StrCat(PlaceText(call.file, call.line), " ⟵ ", innermost);
}

}  // namespace atomics_lab::report
