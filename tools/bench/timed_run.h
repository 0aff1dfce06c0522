// Threads that work on one counter for a while.
#ifndef ATOMICS_LAB_TOOLS_BENCH_TIMED_RUN_H_
#define ATOMICS_LAB_TOOLS_BENCH_TIMED_RUN_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

#include "tools/bench/mix.h"
#include "tools/bench/subject.h"

namespace atomics_lab::bench {

struct TimedRun {
  int threads = 1;
  // From the start to the stop. A fixed number of increments instead would
  // flatter: a thread that is done early leaves the counter to the others.
  std::chrono::nanoseconds time{0};
  // Keeps each thread on a CPU of its own, where there are enough.
  bool pinned = true;
  Mix mix;  // what each thread does
};

// What the threads did.
struct Tally {
  // Of each, its operations: increments, and reads where the mix has them.
  std::vector<std::uint64_t> increments;
  double seconds = 0;  // that the threads took, added up

  std::uint64_t total() const;
  // Nanoseconds that a thread spent on one of its operations: with n threads, n
  // times what lies between two operations on the counter.
  double ns() const;
};

// Calls `work` on each of `run.threads` threads, with the thread's number from
// 0 and a flag that is set once the time has passed; returns when all have
// returned. All begin together, each on a CPU of its own if it is pinned. What
// the threads did happens before the return.
// Requires: `run.threads` > 0; `work` returns once the flag is set.
void RunThreads(
    const TimedRun& run,
    const std::function<void(int thread, const std::atomic<bool>& stop)>& work);

// Requires: `run.threads` > 0; the mix has no sections, or the subject is a
// lock.
// Guarantees: all threads begin together on a new object; each makes one of the
// mix's rounds at least (work.h). The time is each thread's own, from its start
// to its last operation, so a late start or stop falsifies nothing.
Tally RunForTime(const Subject& subject, const TimedRun& run);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_TIMED_RUN_H_
