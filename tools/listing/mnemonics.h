// The words that the decoder can print.
#ifndef ATOMICS_LAB_TOOLS_LISTING_MNEMONICS_H_
#define ATOMICS_LAB_TOOLS_LISTING_MNEMONICS_H_

#include <string>
#include <string_view>

#include "absl/container/flat_hash_set.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {

// All that an Instruction::mnemonic of this architecture can hold: opcodes
// ("xadd", "ldaddal", "b.ne"), and prefixes of them ("lock").
const absl::flat_hash_set<std::string>& Mnemonics(Architecture architecture);

// True if `word` is one of them.
bool IsMnemonic(Architecture architecture, std::string_view word);

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_MNEMONICS_H_
