// Threads that add to one counter for a while.
#ifndef ATOMICS_LAB_TOOLS_BENCH_TIMED_RUN_H_
#define ATOMICS_LAB_TOOLS_BENCH_TIMED_RUN_H_

#include <chrono>
#include <cstdint>
#include <vector>

#include "tools/bench/subject.h"

namespace atomics_lab::bench {

struct TimedRun {
  int threads = 1;
  // From the start to the stop. A fixed number of increments instead would
  // flatter: a thread that is done early leaves the counter to the others.
  std::chrono::nanoseconds time{0};
  // Keeps each thread on a CPU of its own, where there are enough.
  bool pinned = true;
};

// What the threads did.
struct Tally {
  std::vector<std::uint64_t> increments;  // of each
  double seconds = 0;                     // that the threads took, added up

  std::uint64_t total() const;
  // Nanoseconds that a thread spent on one of its increments: with n threads, n
  // times what lies between two increments of the counter.
  double ns() const;
};

// Requires: `run.threads` > 0.
// Guarantees: all threads begin together on a new object; each makes kBatch
// increments at least. The time is each thread's own, from its start to its
// last increment, so a late start or stop falsifies nothing.
Tally RunForTime(const Subject& subject, const TimedRun& run);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_TIMED_RUN_H_
