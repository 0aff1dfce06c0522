// Whether threads were really at work at the same time.
#ifndef ATOMICS_LAB_COUNTERS_OVERLAP_H_
#define ATOMICS_LAB_COUNTERS_OVERLAP_H_

#include <chrono>
#include <span>

namespace atomics_lab {

// From when to when a thread was at work, by one clock for all threads.
struct Interval {
  using Clock = std::chrono::steady_clock;

  Clock::time_point begin;
  Clock::time_point end;
};

// Whether a moment lies within two of them. One that ends where another begins
// does not overlap it.
bool AnyOverlap(std::span<const Interval> intervals);

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_OVERLAP_H_
