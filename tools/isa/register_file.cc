#include "tools/isa/register_file.h"

#include <optional>
#include <string>
#include <string_view>

#include "tools/isa/micro_op.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

using listing::Architecture;

std::optional<RegisterNumber> FindRegister(Architecture architecture,
                                           std::string_view name) {
  return architecture == Architecture::kX86_64 ? FindX86Register(name)
                                               : FindAArch64Register(name);
}

std::string RegisterName(Architecture architecture, RegisterNumber number) {
  return architecture == Architecture::kX86_64 ? X86RegisterName(number)
                                               : AArch64RegisterName(number);
}

const CallingConvention& CallingConventionOf(Architecture architecture) {
  return architecture == Architecture::kX86_64 ? X86CallingConvention()
                                               : AArch64CallingConvention();
}

}  // namespace atomics_lab::isa
