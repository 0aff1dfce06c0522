// AArch64: what a load-exclusive and a store-exclusive have to be like.
#ifndef ATOMICS_LAB_TOOLS_ISA_EXCLUSIVE_RULES_H_
#define ATOMICS_LAB_TOOLS_ISA_EXCLUSIVE_RULES_H_

#include <cstddef>
#include <string>

#include "tools/isa/code_reader.h"
#include "tools/isa/exclusive_ways.h"

namespace atomics_lab::isa {

// The whole register for a store-exclusive's status; empty if it is thrown
// away.
std::string StatusOf(const Step& store);

// True if the register that a store-exclusive writes its status to is also one
// that it stores, or its address.
bool ReusesStatus(const Step& store);

// False if the status of the store-exclusive at `store` can be read on no way
// from there. True where that is not known: it may be an argument or a result.
bool MayReadStatus(CodeReader& code, std::size_t store);

// False if the store-exclusive is of another size than the load-exclusive, or
// its address is the load's on none of the ways between.
bool MayPair(CodeReader& code, std::size_t load, std::size_t store,
             const ExclusiveWays& ways);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_EXCLUSIVE_RULES_H_
