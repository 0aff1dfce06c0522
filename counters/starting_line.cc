#include "counters/starting_line.h"

#include <atomic>
#include <cstdint>

namespace atomics_lab {

void StartingLine::Wait(std::uint64_t run) {
  // Relaxed, both: what ends a run orders the runs; this only lines them up,
  // and anything stronger would order the very accesses that are to race.
  arrived_.fetch_add(1, std::memory_order_relaxed);
  polling_.Until([&] {
    return arrived_.load(std::memory_order_relaxed) >= (run + 1) * threads_;
  });
}

}  // namespace atomics_lab
