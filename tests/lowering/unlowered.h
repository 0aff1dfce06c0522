// Which instructions of a function have no micro-operations.
#ifndef ATOMICS_LAB_TESTS_LOWERING_UNLOWERED_H_
#define ATOMICS_LAB_TESTS_LOWERING_UNLOWERED_H_

#include <string>
#include <vector>

#include "tools/listing/listing.h"

namespace atomics_lab::lowering {

// One line for each, with the function's name. Addresses that a linker has
// still to write count as written: what an instruction does is independent of
// them.
std::vector<std::string> Unlowered(const listing::Function& function);

}  // namespace atomics_lab::lowering

#endif  // ATOMICS_LAB_TESTS_LOWERING_UNLOWERED_H_
