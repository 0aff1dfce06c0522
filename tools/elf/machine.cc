#include "tools/elf/machine.h"

#include <cstdint>
#include <optional>
#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "tools/elf/by_architecture.h"

namespace atomics_lab::elf {

const Machine& MachineFor(Architecture architecture) {
  return ByArchitecture(X86_64Machine, AArch64Machine)[architecture]();
}

DataRelocation DataRelocationOf(const Machine& machine, std::uint32_t type) {
  if (type == machine.relative) return DataRelocation::kRelative;
  if (absl::c_linear_search(machine.address, type)) {
    return DataRelocation::kAddress;
  }
  return type == machine.thread_offset ? DataRelocation::kThreadOffset
                                       : DataRelocation::kOther;
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
