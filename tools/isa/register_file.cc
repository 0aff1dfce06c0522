#include "tools/isa/register_file.h"

#include <optional>
#include <string>
#include <string_view>

#include "tools/elf/by_architecture.h"
#include "tools/isa/micro_op.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

using elf::ByArchitecture;
using listing::Architecture;

std::optional<RegisterNumber> FindRegister(Architecture architecture,
                                           std::string_view name) {
  return ByArchitecture(FindX86Register,
                        FindAArch64Register)[architecture](name);
}

std::string RegisterName(Architecture architecture, RegisterNumber number) {
  return ByArchitecture(X86RegisterName,
                        AArch64RegisterName)[architecture](number);
}

const CallingConvention& CallingConventionOf(Architecture architecture) {
  return ByArchitecture(X86CallingConvention,
                        AArch64CallingConvention)[architecture]();
}

}  // namespace atomics_lab::isa
