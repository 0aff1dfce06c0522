#ifndef ATOMICS_LAB_TOOLS_ISA_AARCH64_WEAKEN_H_
#define ATOMICS_LAB_TOOLS_ISA_AARCH64_WEAKEN_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "tools/isa/weaken.h"

namespace atomics_lab::isa {

// Weaken for AArch64; absent where it has an error.
std::optional<std::vector<std::uint8_t>> WeakenAArch64(
    absl::Span<const std::uint8_t> bytes, Weakening weakening);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_AARCH64_WEAKEN_H_
