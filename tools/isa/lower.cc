#include "tools/isa/lower.h"

#include <vector>

#include "absl/status/statusor.h"
#include "tools/elf/by_architecture.h"
#include "tools/isa/aarch64_lower.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/place.h"
#include "tools/isa/x86_64_lower.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

using listing::Architecture;

absl::StatusOr<std::vector<MicroOp>> Lower(
    Architecture architecture, const listing::Instruction& instruction,
    const Place& place) {
  return elf::ByArchitecture(LowerX86, LowerAArch64)[architecture](instruction,
                                                                   place);
}

}  // namespace atomics_lab::isa
