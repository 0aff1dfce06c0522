// Whether a short loop only waits for another thread.
#ifndef ATOMICS_LAB_TOOLS_ISA_SPIN_LOOP_H_
#define ATOMICS_LAB_TOOLS_ISA_SPIN_LOOP_H_

#include <optional>
#include <string>

#include "absl/types/span.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

struct SpinLoop {
  bool retries = false;  // an atomic instruction; otherwise it re-reads memory
  std::string access;    // the mnemonic that does, or "ldaxr…stxr"
};

// A loop spins if it changes no memory but by atomic instructions and carries
// nothing in registers from one turn to the next except what it read from
// memory at an address that stays the same: then only another thread's writing
// can end it.
//
// A heuristic: it takes the loop's instructions one after the other, whatever
// branches lie between them, and ignores flags and what the stack holds. Absent
// for loops with a call, a store, a pause or a store-exclusive that the loop
// does not try again before its end.
// Requires: `loop` is one that a Scanner showed, decoded.
std::optional<SpinLoop> SpinLoopOf(listing::Architecture architecture,
                                   absl::Span<const listing::Instruction> loop);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_SPIN_LOOP_H_
