#include "tools/bench/alarm_clock.h"

#include <sys/timerfd.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>

#include "absl/log/check.h"

namespace atomics_lab::bench {

AlarmClock::AlarmClock()
    : descriptor_(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC)) {
  PCHECK(descriptor_ >= 0);
}

AlarmClock::~AlarmClock() { close(descriptor_); }

void AlarmClock::Wait(std::chrono::nanoseconds time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const itimerspec once = {.it_interval = {},
                           .it_value = {.tv_sec = seconds.count(),
                                        .tv_nsec = (time - seconds).count()}};
  PCHECK(timerfd_settime(descriptor_, 0, &once, nullptr) == 0);
  std::uint64_t rings = 0;
  // A signal that ends it early makes a shorter run, no wrong one.
  static_cast<void>(!read(descriptor_, &rings, sizeof(rings)));
}

}  // namespace atomics_lab::bench
