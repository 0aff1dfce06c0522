#include "tools/elf/machine.h"

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "tools/elf/by_architecture.h"

namespace atomics_lab::elf {

const Machine& MachineFor(Architecture architecture) {
  return ByArchitecture(X86_64Machine, AArch64Machine)[architecture]();
}

std::optional<Architecture> ArchitectureOf(std::uint16_t machine) {
  for (const Architecture architecture : kArchitectures) {
    if (MachineFor(architecture).number == machine) return architecture;
  }
  return std::nullopt;
}

std::string ArchitecturesRead() {
  std::string text;
  for (const Architecture architecture : kArchitectures) {
    absl::StrAppend(&text, text.empty() ? "" : " and ",
                    MachineFor(architecture).name);
  }
  return text;
}

}  // namespace atomics_lab::elf
