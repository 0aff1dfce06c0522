// How a measurement is followed, and cut short.
#ifndef ATOMICS_LAB_TOOLS_BENCH_WATCH_H_
#define ATOMICS_LAB_TOOLS_BENCH_WATCH_H_

#include <cstddef>
#include <functional>

namespace atomics_lab::bench {

struct Watch {
  // Called after each run with how many are done.
  std::function<void(std::size_t done)> progress;
  // Asked before each run; true skips it and all that follow.
  std::function<bool()> stopped;
};

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_WATCH_H_
