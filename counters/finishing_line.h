// Where threads wait until all are through.
#ifndef ATOMICS_LAB_COUNTERS_FINISHING_LINE_H_
#define ATOMICS_LAB_COUNTERS_FINISHING_LINE_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <utility>

#include "counters/polling.h"

namespace atomics_lab {

// A barrier that nobody sleeps at. On a busy machine a sleeper is woken when it
// is its turn again, milliseconds later, and a run takes microseconds.
class FinishingLine {
 public:
  // `own_cpus`: see Polling. `end_run` is called at the end of each run, by one
  // thread, while the others wait.
  FinishingLine(int threads, bool own_cpus, std::function<void()> end_run)
      : threads_(static_cast<std::uint64_t>(threads)),
        polling_(own_cpus),
        end_run_(std::move(end_run)) {}

  // Returns once all threads have called it for this run and the run is ended.
  // Requires: called once by each thread for run 0, 1, …; `end_run` does not
  // throw.
  // Memory ordering: what threads did before it happens before `end_run`, and
  // that before what they do after it.
  void Wait(std::uint64_t run);

 private:
  const std::uint64_t threads_;
  const Polling polling_;
  const std::function<void()> end_run_;
  std::atomic<std::uint64_t> arrived_{0};
  std::atomic<std::uint64_t> ended_{0};  // runs
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_FINISHING_LINE_H_
