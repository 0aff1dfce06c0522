#include "tools/isa/progress.h"

#include "absl/types/span.h"

namespace atomics_lab::isa {
namespace {

// Registers that hold something else in every turn.
RegisterSet MovingRegisters(absl::Span<const LoopStep> steps) {
  RegisterSet set = 0;
  RegisterSet set_again = 0;
  RegisterSet moved = 0;
  for (const LoopStep& step : steps) {
    set_again |= set & step.sets;
    set |= step.sets;
    if (step.always) moved |= step.moves;
  }
  moved &= ~set;
  // What is made of them, and of nothing else at another place.
  for (const LoopStep& step : steps) {
    const bool follows = ((step.uses | step.addresses) & moved) != 0;
    if (step.always && follows) moved |= step.sets & ~set_again;
  }
  return moved;
}

}  // namespace

bool GetsOn(absl::Span<const LoopStep> steps) {
  const RegisterSet moving = MovingRegisters(steps);
  bool stays = false;
  RegisterSet tested = 0;
  for (const LoopStep& step : steps) {
    const bool elsewhere = (step.addresses & moving) != 0;
    if (elsewhere && step.always) return true;
    stays |= step.reads && !elsewhere;
    if (step.sets_flags) tested = step.always ? step.tests : 0;
    if (!step.jumps || !step.always) continue;
    const RegisterSet decides = step.tests != 0 ? step.tests : tested;
    if ((decides & moving) != 0) return true;
  }
  return !stays;
}

}  // namespace atomics_lab::isa
