// AArch64: atomic and ordered accesses that are newer than the decoder, by
// their encodings.
#ifndef ATOMICS_LAB_TOOLS_ISA_AARCH64_NEWER_H_
#define ATOMICS_LAB_TOOLS_ISA_AARCH64_NEWER_H_

#include <cstdint>
#include <optional>

#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// True if `word` may be one of them: it is in a group that has no older ones.
bool MayBeNewerAArch64(std::uint32_t word);

// The instruction that `word` is, as Scanner::Newer.
std::optional<listing::Instruction> NewerAArch64(std::uint32_t word);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_AARCH64_NEWER_H_
