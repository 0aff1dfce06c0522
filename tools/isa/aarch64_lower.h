// AArch64's instructions in micro-operations.
#ifndef ATOMICS_LAB_TOOLS_ISA_AARCH64_LOWER_H_
#define ATOMICS_LAB_TOOLS_ISA_AARCH64_LOWER_H_

#include <vector>

#include "absl/status/statusor.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/place.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// What lower.h says, of this instruction set.
absl::StatusOr<std::vector<MicroOp>> LowerAArch64(
    const listing::Instruction& instruction, const Place& place);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_AARCH64_LOWER_H_
