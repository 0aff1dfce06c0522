// Whether a loop plainly gets on by itself, as nearly all do: a sieve, so that
// only the others need to be decoded.
#ifndef ATOMICS_LAB_TOOLS_ISA_PROGRESS_H_
#define ATOMICS_LAB_TOOLS_ISA_PROGRESS_H_

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>

#include "absl/container/inlined_vector.h"
#include "absl/types/span.h"
#include "tools/isa/scan.h"
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

// The ways through a loop, followed once from its beginning: which of its bytes
// they reach, and what they do on the way.
class LoopWays {
 public:
  LoopWays() { reached_.set(0); }

  // Offsets are from the loop's beginning, and at most Scanner::kLongestLoop.
  bool Reach(std::size_t at) const { return reached_[at]; }
  void GoTo(std::size_t at) { reached_.set(at); }
  // Follows a jump that leads to between `from` and `end`, both left out.
  void JumpTo(std::int64_t target, std::size_t from, std::size_t end) {
    if (target <= static_cast<std::int64_t>(from) ||
        target >= static_cast<std::int64_t>(end)) {
      return;
    }
    const auto at = static_cast<std::size_t>(target);
    reached_.set(at);
    joined_ = std::max(joined_, at);
  }
  void Add(LoopStep step, std::size_t at) {
    step.always = at >= joined_;
    steps_.push_back(step);
  }
  bool GetsOn() const { return isa::GetsOn(steps_); }

 private:
  std::bitset<Scanner::kLongestLoop + 1> reached_;
  std::size_t joined_ = 0;  // where all ways have come together again
  absl::InlinedVector<LoopStep, Scanner::kLongestLoop> steps_;
};

LoopStep X86Step(absl::Span<const std::uint8_t> code, const X86Layout& layout);
LoopStep AArch64Step(std::uint32_t word);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_PROGRESS_H_
