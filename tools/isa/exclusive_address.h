// AArch64: whether a store-exclusive goes where its load-exclusive came from.
#ifndef ATOMICS_LAB_TOOLS_ISA_EXCLUSIVE_ADDRESS_H_
#define ATOMICS_LAB_TOOLS_ISA_EXCLUSIVE_ADDRESS_H_

#include <cstddef>
#include <string>

#include "tools/isa/code_reader.h"
#include "tools/isa/exclusive_ways.h"

namespace atomics_lab::isa {

// The whole register that holds an exclusive's address.
std::string BaseOf(const Step& access);

// False if the store's base register is on none of the `ways` from the load one
// that holds the load's address: as that register, as a copy of it, or by the
// same sum of a register or a page and a constant.
bool MayBeAddressOf(CodeReader& code, std::size_t load, std::size_t store,
                    const ExclusiveWays& ways);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_EXCLUSIVE_ADDRESS_H_
