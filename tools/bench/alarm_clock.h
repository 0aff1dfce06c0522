// Lets a thread sleep until a time has passed.
#ifndef ATOMICS_LAB_TOOLS_BENCH_ALARM_CLOCK_H_
#define ATOMICS_LAB_TOOLS_BENCH_ALARM_CLOCK_H_

#include <chrono>

namespace atomics_lab::bench {

// The kernel's timer (timerfd_create(2), CLOCK_MONOTONIC).
class AlarmClock {
 public:
  AlarmClock();
  ~AlarmClock();
  AlarmClock(const AlarmClock&) = delete;
  AlarmClock& operator=(const AlarmClock&) = delete;

  // Returns after `time`, or earlier if a signal is caught.
  // Requires: `time` > 0.
  void Wait(std::chrono::nanoseconds time);

 private:
  int descriptor_;
};

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_ALARM_CLOCK_H_
