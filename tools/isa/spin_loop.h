// Whether a short loop waits for another thread, or only tries again.
#ifndef ATOMICS_LAB_TOOLS_ISA_SPIN_LOOP_H_
#define ATOMICS_LAB_TOOLS_ISA_SPIN_LOOP_H_

#include <optional>
#include <string>

#include "absl/types/span.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

struct SpinLoop {
  // False: it waits, that is, as long as no other thread writes it turns and
  // turns. True: it only turns if another thread writes between the
  // observation of a value and the compare-and-swap that expects it, so
  // somebody always gets on.
  bool retries = false;
  bool atomic = false;  // an atomic instruction; otherwise it re-reads memory
  // It re-reads by an ordered or an exclusive load, which is made for that.
  bool ordered = false;
  // The mnemonic that does, "ldaxr…stxr", or an outlined helper's name.
  std::string access;
  // Of a loop that waits: how it says so ("pause", see HintOf; "sevl, wfe"),
  // or empty.
  std::string hint;

  // Waiting, if it is that, without a trace of synchronization.
  bool only_looks() const {
    return !retries && !atomic && !ordered && hint.empty();
  }
};

// A loop waits if there is a way around it, back to where it began, that
// leaves everything as it was: the memory that it writes and the registers on
// which its way depends. Its turns are followed with values that nobody knows,
// until they repeat themselves or show that they never will.
//
// A heuristic: accesses by different addresses are taken not to overlap, and
// conditions whose outcome does not follow from what was found before to go
// either way. Absent for ways with a call, a plain store or something that is
// not decoded, and if nothing that other threads may write decides the way; and
// for ways that only read and have no hint, where another way of the loop
// stores, calls, counts or turns in a loop of its own: there somebody works
// something off.
// What turns because a store-exclusive failed is no retrying: only what turns
// because a comparison did is.
// Requires: `loop` is not empty, its addresses ascend, and its last
// instruction jumps to its first. A call of an outlined helper stands as the
// instruction that it is for, with the helper's name as its `target`.
// `linked`: addresses relative to the instruction are right; otherwise all of
// them are taken for one.
std::optional<SpinLoop> SpinLoopOf(listing::Architecture architecture,
                                   absl::Span<const listing::Instruction> loop,
                                   bool linked = true);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_SPIN_LOOP_H_
