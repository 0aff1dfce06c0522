// Tells code from data that stands among it and that no symbol marks.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_PLAUSIBLE_CODE_H_
#define ATOMICS_LAB_TOOLS_AUDIT_PLAUSIBLE_CODE_H_

#include <cstddef>
#include <cstdint>

#include "tools/audit/code_sections.h"
#include "tools/audit/findings.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {

// Whether the instructions before and behind an offset, as many as a screen
// has, are all some that code is made of. Of data somebody's processor may
// take half of all words for instructions, but not dozens in a row.
// Requires: an architecture whose instructions have one length.
bool IsPlausibleCode(const listing::Decoder& decoder, const CodeSection& code,
                     std::size_t offset);

// Whether what `function` is said to have at `address` is rather data in a
// section of which nothing tells what it holds. Never so where instructions
// have many lengths: data do not look like some there.
bool LooksLikeData(listing::Architecture architecture,
                   const listing::Decoder& decoder, const CodeSection& code,
                   const FunctionAudit& function, std::uint64_t address);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_PLAUSIBLE_CODE_H_
