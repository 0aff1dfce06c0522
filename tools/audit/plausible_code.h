// Tells code from data that stands among it and that no symbol marks.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_PLAUSIBLE_CODE_H_
#define ATOMICS_LAB_TOOLS_AUDIT_PLAUSIBLE_CODE_H_

#include <cstddef>

#include "tools/audit/code_sections.h"
#include "tools/listing/decoder.h"

namespace atomics_lab::audit {

// Whether the instructions before and behind an offset, as many as a screen
// has, are all some that code is made of. Of data somebody's processor may
// take half of all words for instructions, but not dozens in a row.
// Requires: an architecture whose instructions have one length.
bool IsPlausibleCode(const listing::Decoder& decoder, const CodeSection& code,
                     std::size_t offset);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_PLAUSIBLE_CODE_H_
