// Where threads wait until all are awake.
#ifndef ATOMICS_LAB_COUNTERS_STARTING_LINE_H_
#define ATOMICS_LAB_COUNTERS_STARTING_LINE_H_

#include <atomic>
#include <cstdint>

#include "counters/polling.h"

namespace atomics_lab {

// A barrier wakes its sleepers one after the other, and the first would be
// through before the last has begun. Here they poll.
class StartingLine {
 public:
  // `own_cpus`: see Polling.
  StartingLine(int threads, bool own_cpus)
      : threads_(static_cast<std::uint64_t>(threads)), polling_(own_cpus) {}

  // Returns once all threads have called it for this run.
  // Requires: called once by each thread for run 0, 1, …, with a barrier
  // between runs.
  // Memory ordering: relaxed. It lines threads up and orders nothing else.
  void Wait(std::uint64_t run);

 private:
  const std::uint64_t threads_;
  const Polling polling_;
  std::atomic<std::uint64_t> arrived_{0};
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_STARTING_LINE_H_
