#include "counters/overlap.h"

#include <cstddef>
#include <span>

namespace atomics_lab {

bool AnyOverlap(std::span<const Interval> intervals) {
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    for (const Interval& other : intervals.subspan(i + 1)) {
      if (intervals[i].begin < other.end && other.begin < intervals[i].end) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace atomics_lab
