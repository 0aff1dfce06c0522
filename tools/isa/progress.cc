#include "tools/isa/progress.h"

#include <array>
#include <bit>
#include <cstddef>

#include "absl/types/span.h"

namespace atomics_lab::isa {
namespace {

constexpr std::size_t kRegisters = 32;

// Whose values at a turn's beginning each register's value is made of.
class Sources {
 public:
  Sources() {
    for (std::size_t i = 0; i < kRegisters; ++i) {
      of_[i] = RegisterSet{1} << i;
    }
  }

  RegisterSet Of(RegisterSet registers) const {
    RegisterSet all = 0;
    for (; registers != 0; registers &= registers - 1) {
      all |= of_[std::countr_zero(registers)];
    }
    return all;
  }

  void Follow(const LoopStep& step) {
    RegisterSet changed = step.sets | step.moves;
    if (changed == 0) return;
    const RegisterSet from = Of(step.uses | step.addresses);
    for (; changed != 0; changed &= changed - 1) {
      RegisterSet& of = of_[std::countr_zero(changed)];
      const bool anew = step.always && (step.sets & changed & -changed) != 0;
      of = anew ? from : of | from;
    }
  }

 private:
  std::array<RegisterSet, kRegisters> of_{};
};

// Registers that hold something else in every turn, made of what they held.
RegisterSet MovingRegisters(absl::Span<const LoopStep> steps) {
  Sources sources;
  RegisterSet written = 0;
  RegisterSet sometimes = 0;  // set anew
  for (const LoopStep& step : steps) {
    if (step.always) {
      written |= step.sets | step.moves;
    } else {
      sometimes |= step.sets;
    }
    sources.Follow(step);
  }
  RegisterSet moving = 0;
  for (std::size_t i = 0; i < kRegisters; ++i) {
    moving |= sources.Of(RegisterSet{1} << i) & RegisterSet{1} << i;
  }
  return moving & written & ~sometimes;
}

}  // namespace

bool GetsOn(absl::Span<const LoopStep> steps) {
  const RegisterSet moving = MovingRegisters(steps);
  Sources sources;
  bool stays = false;
  RegisterSet tested = 0;  // what flags are made of
  for (const LoopStep& step : steps) {
    const bool elsewhere = (sources.Of(step.addresses) & moving) != 0;
    if (elsewhere && step.always) return true;
    stays |= step.reads && !elsewhere;
    if (step.sets_flags) tested = step.always ? sources.Of(step.tests) : 0;
    if (step.jumps && step.always) {
      const RegisterSet decides =
          step.tests != 0 ? sources.Of(step.tests) : tested;
      if ((decides & moving) != 0) return true;
    }
    sources.Follow(step);
  }
  return !stays;
}

}  // namespace atomics_lab::isa
