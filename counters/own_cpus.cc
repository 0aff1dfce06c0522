#include "counters/own_cpus.h"

#include <sched.h>

#include <cstddef>
#include <vector>

namespace atomics_lab {

std::vector<int> UsableCpus() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  std::vector<int> cpus;
  // A machine with more CPUs than the set holds refuses; so do some sandboxes.
  if (sched_getaffinity(0, sizeof(allowed), &allowed) != 0) return cpus;
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (CPU_ISSET(static_cast<std::size_t>(cpu), &allowed)) cpus.push_back(cpu);
  }
  return cpus;
}

bool StayOn(int cpu) {
  cpu_set_t own;
  CPU_ZERO(&own);
  CPU_SET(static_cast<std::size_t>(cpu), &own);
  return sched_setaffinity(0, sizeof(own), &own) == 0;
}

OwnCpus::OwnCpus(int threads) : cpus_(UsableCpus()) {
  const auto needed = static_cast<std::size_t>(threads);
  cpus_.resize(cpus_.size() < needed ? 0 : needed);
}

void OwnCpus::Stay(int thread) const {
  if (!suffice()) return;
  // Without it the threads may still land on different CPUs.
  static_cast<void>(StayOn(cpus_[static_cast<std::size_t>(thread)]));
}

}  // namespace atomics_lab
