// Whether an atomic access stands beside another that does the same thing by
// older or by newer instructions, and a branch chooses between the two.
#ifndef ATOMICS_LAB_TOOLS_ISA_TWO_WAYS_H_
#define ATOMICS_LAB_TOOLS_ISA_TWO_WAYS_H_

#include <cstddef>

#include "absl/functional/function_ref.h"
#include "tools/isa/scan.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// True if a branch forwards, or a jump that `patched` says a loader may
// replace, stands shortly before the atomic access at `offset`, one of whose
// ways leads straight to that access, and the other to one of the other kind:
// of one instruction, or of a load-exclusive and a store-exclusive. Such code
// comes out of compilers' and kernels' checks for LSE, and out of nothing else.
// Guarantees: quick; false is no answer. Always false on x86-64.
// Requires: `offset` lies in `extent`, and that in `code`.
bool StandsBesideOther(listing::Architecture architecture, Code code,
                       Extent extent, std::size_t offset,
                       absl::FunctionRef<bool(std::size_t)> patched);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_TWO_WAYS_H_
