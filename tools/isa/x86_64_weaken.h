#ifndef ATOMICS_LAB_TOOLS_ISA_X86_64_WEAKEN_H_
#define ATOMICS_LAB_TOOLS_ISA_X86_64_WEAKEN_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "tools/isa/weaken.h"

namespace atomics_lab::isa {

// Weaken for x86-64; absent where it has an error. `xchg` with memory is locked
// without a prefix, so there is none to take away.
std::optional<std::vector<std::uint8_t>> WeakenX86(
    absl::Span<const std::uint8_t> bytes, Weakening weakening);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_X86_64_WEAKEN_H_
