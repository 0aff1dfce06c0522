#include "tools/replay/one_cpu.h"

#include <sched.h>

#include <cstddef>

namespace atomics_lab::replay {

OneCpu::OneCpu() {
  CPU_ZERO(&before_);
  const int cpu = sched_getcpu();
  if (cpu < 0 || sched_getaffinity(0, sizeof(before_), &before_) != 0) return;
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<std::size_t>(cpu), &one);
  stays_ = sched_setaffinity(0, sizeof(one), &one) == 0;
}

OneCpu::~OneCpu() {
  if (stays_) sched_setaffinity(0, sizeof(before_), &before_);
}

}  // namespace atomics_lab::replay
