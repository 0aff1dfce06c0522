#include "tools/isa/lower.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/isa/aarch64_lower.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/x86_64_lower.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

using listing::Architecture;

absl::StatusOr<std::vector<MicroOp>> Lower(
    Architecture architecture, const listing::Instruction& instruction,
    const Place& place) {
  return architecture == Architecture::kX86_64
             ? LowerX86(instruction, place)
             : LowerAArch64(instruction, place);
}

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
