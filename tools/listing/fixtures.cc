#include "tools/listing/fixtures.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/log/check.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/elf/fixtures.h"

namespace atomics_lab::listing {

Binary OpenFixture(std::string_view name) {
  absl::StatusOr<Binary> binary = Binary::Open(elf::FixturePath(name));
  CHECK_OK(binary);
  return *std::move(binary);
}

Function FixtureFunction(std::string_view fixture, std::string_view function) {
  absl::StatusOr<Function> found = OpenFixture(fixture).Disassemble(function);
  CHECK_OK(found);
  return *std::move(found);
}

std::string Summary(const Instruction& instruction) {
  std::string text = instruction.mnemonic;
  if (!instruction.target.has_value()) return text;
  absl::StrAppend(&text, " ", instruction.target->demangled);
  if (instruction.target->offset != 0) {
    absl::StrAppend(&text, "+", instruction.target->offset);
  }
  return text;
}

std::vector<std::string> ReferencesOf(const Function& function) {
  std::vector<std::string> references;
  for (const Instruction& instruction : function.instructions) {
    if (instruction.target.has_value()) {
      references.push_back(Summary(instruction));
    }
  }
  return references;
}

std::vector<std::string> Mnemonics(const Function& function) {
  std::vector<std::string> mnemonics;
  mnemonics.reserve(function.instructions.size());
  for (const Instruction& instruction : function.instructions) {
    mnemonics.push_back(instruction.mnemonic);
  }
  return mnemonics;
}

}  // namespace atomics_lab::listing
