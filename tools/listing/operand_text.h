// AArch64's operands out of the assembler's line: what tests write their
// operands in, and a second opinion on those that the decoder gives.
//
// Source: Arm ARM DDI 0487, C1.2 (structure of the assembler language).
#ifndef ATOMICS_LAB_TOOLS_LISTING_OPERAND_TEXT_H_
#define ATOMICS_LAB_TOOLS_LISTING_OPERAND_TEXT_H_

#include <optional>
#include <string_view>
#include <vector>

#include "tools/listing/listing.h"

namespace atomics_lab::listing {

// Guarantees: absent unless all of `text` was understood. Of accesses, what
// they read and write and how much is not known; a literal's address stands as
// an immediate.
std::optional<std::vector<Operand>> AArch64Operands(std::string_view text);

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_OPERAND_TEXT_H_
