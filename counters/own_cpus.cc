#include "counters/own_cpus.h"

#include <sched.h>

#include <cstddef>
#include <vector>

namespace atomics_lab {

OwnCpus::OwnCpus(int threads) {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  // A machine with more CPUs than the set holds refuses; so do some sandboxes.
  if (sched_getaffinity(0, sizeof(allowed), &allowed) != 0) return;
  if (CPU_COUNT(&allowed) < threads) return;
  for (int cpu = 0; static_cast<int>(cpus_.size()) < threads; ++cpu) {
    if (CPU_ISSET(cpu, &allowed)) cpus_.push_back(cpu);
  }
}

void OwnCpus::Stay(int thread) const {
  if (!suffice()) return;
  cpu_set_t own;
  CPU_ZERO(&own);
  CPU_SET(cpus_[static_cast<std::size_t>(thread)], &own);
  // Without it the threads may still land on different CPUs.
  static_cast<void>(sched_setaffinity(0, sizeof(own), &own));
}

}  // namespace atomics_lab
