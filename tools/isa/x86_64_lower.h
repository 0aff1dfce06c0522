// x86-64's instructions in micro-operations.
#ifndef ATOMICS_LAB_TOOLS_ISA_X86_64_LOWER_H_
#define ATOMICS_LAB_TOOLS_ISA_X86_64_LOWER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/isa/micro_op.h"
#include "tools/isa/place.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// What lower.h says, of this instruction set.
absl::StatusOr<std::vector<MicroOp>> LowerX86(
    const listing::Instruction& instruction, const Place& place);

// The mnemonics that LowerX86 knows, in no order, some twice; those that may be
// locked also with the prefix.
std::vector<std::string> X86LoweredMnemonics();

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_X86_64_LOWER_H_
