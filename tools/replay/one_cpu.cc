#include "tools/replay/one_cpu.h"

#include <sched.h>

#include "counters/own_cpus.h"

namespace atomics_lab::replay {

OneCpu::OneCpu()
    : stays_(sched_getaffinity(0, sizeof(before_), &before_) == 0 &&
             StayOn(sched_getcpu())) {}

OneCpu::~OneCpu() {
  if (stays_) sched_setaffinity(0, sizeof(before_), &before_);
}

}  // namespace atomics_lab::replay
