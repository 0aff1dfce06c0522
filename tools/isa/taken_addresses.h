// Which addresses code takes, to call them or store them somewhere.
#ifndef ATOMICS_LAB_TOOLS_ISA_TAKEN_ADDRESSES_H_
#define ATOMICS_LAB_TOOLS_ISA_TAKEN_ADDRESSES_H_

#include <cstdint>
#include <set>

#include "tools/isa/scan.h"

namespace atomics_lab::isa {

// Adds the addresses that AArch64 code, which stands at `address`, makes out of
// a page and an offset within reach of each other, or of its own address.
void AddTakenAddresses(Code code, std::uint64_t address,
                       std::set<std::uint64_t>& taken);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_TAKEN_ADDRESSES_H_
