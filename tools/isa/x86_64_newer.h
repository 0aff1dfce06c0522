// x86-64: atomic instructions that are newer than the decoder, by their
// encodings.
#ifndef ATOMICS_LAB_TOOLS_ISA_X86_64_NEWER_H_
#define ATOMICS_LAB_TOOLS_ISA_X86_64_NEWER_H_

#include <optional>

#include "tools/isa/scan.h"
#include "tools/isa/x86_64_length.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// True if the layout may be one of theirs.
bool MayBeNewerX86_64(const X86Layout& layout);

// The instruction that `code` is, as Scanner::Newer.
std::optional<listing::Instruction> NewerX86_64(Code code);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_X86_64_NEWER_H_
