// What a load-linked watches and a store-conditional stores to.
#ifndef ATOMICS_LAB_TOOLS_ISA_EXCLUSIVE_H_
#define ATOMICS_LAB_TOOLS_ISA_EXCLUSIVE_H_

#include <string>

#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// The place that an exclusive accesses, to be compared with another's: its base
// register and its size. A store-conditional elsewhere than its load-linked, or
// of another size, does not pair with it: the architecture promises nothing
// there.
std::string ExclusivePlace(const listing::Instruction& instruction);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_EXCLUSIVE_H_
