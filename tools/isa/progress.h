// Whether a loop plainly gets on by itself, as nearly all do: a sieve, so that
// only the others need to be decoded.
#ifndef ATOMICS_LAB_TOOLS_ISA_PROGRESS_H_
#define ATOMICS_LAB_TOOLS_ISA_PROGRESS_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "tools/isa/x86_64_length.h"

namespace atomics_lab::isa {

// General registers, one bit each.
using RegisterSet = std::uint32_t;

// What an instruction of a loop does, as far as its encoding tells cheaply.
struct LoopStep {
  RegisterSet sets = 0;       // to what is made of `uses` and what was read
  RegisterSet moves = 0;      // likewise, and of what they held
  RegisterSet uses = 0;       // that results depend on
  RegisterSet addresses = 0;  // that the address of what is read depends on
  RegisterSet tests = 0;      // that flags, or a jump by itself, depend on
  bool reads = false;         // memory that may be another thread's
  bool sets_flags = false;
  bool jumps = false;  // if a condition holds
  bool always = true;  // in every turn
};

// True if in every turn a register moves on and by that an address that is read
// or the outcome of a jump, or if all that is read lies at such addresses.
// Guarantees: linear in the number of steps.
bool GetsOn(absl::Span<const LoopStep> steps);

LoopStep X86Step(absl::Span<const std::uint8_t> code, const X86Layout& layout);
LoopStep AArch64Step(std::uint32_t word);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_PROGRESS_H_
