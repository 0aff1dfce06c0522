// Two threads, each on a CPU of its own, for a while.
#ifndef ATOMICS_LAB_TOOLS_BENCH_CPU_PAIR_H_
#define ATOMICS_LAB_TOOLS_BENCH_CPU_PAIR_H_

#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <optional>

namespace atomics_lab::bench {

struct CpuPair {
  int first = 0;
  int second = 0;
};

// What one of the two threads does until `stop` is set.
using UntilStop = std::function<void(const std::atomic<bool>& stop)>;

// Seconds that each of the two took.
using PairSeconds = std::array<double, 2>;

// Calls `first` and `second` at the same moment, each on a thread that keeps to
// its CPU, and sets `stop` after `time`. `stop` shares no cache line.
// Requires: `time` > 0.
// Guarantees: returns when both have. Nothing if the system did not let a
// thread keep to its CPU, so that what was measured is not of these two.
// Memory ordering: the start and the stop are relaxed; the return is ordered
// after all that the two did.
std::optional<PairSeconds> RunPair(const CpuPair& cpus,
                                   std::chrono::nanoseconds time,
                                   const UntilStop& first,
                                   const UntilStop& second);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_CPU_PAIR_H_
