// The words that the decoder can print.
#ifndef ATOMICS_LAB_TOOLS_LISTING_MNEMONICS_H_
#define ATOMICS_LAB_TOOLS_LISTING_MNEMONICS_H_

#include <string_view>

#include "tools/listing/listing.h"

namespace atomics_lab::listing {

// True if an Instruction::mnemonic of this architecture can hold `word`: an
// opcode ("xadd", "ldaddal", "b.ne") or a prefix of one ("lock").
bool IsMnemonic(Architecture architecture, std::string_view word);

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_MNEMONICS_H_
