// Which counters herd7 is asked for, and for which it would take too long.
#ifndef ATOMICS_LAB_TESTS_HERD_ASKED_COUNTERS_H_
#define ATOMICS_LAB_TESTS_HERD_ASKED_COUNTERS_H_

#include <string_view>
#include <vector>

#include "absl/types/span.h"

namespace atomics_lab::herd {

// Counters of one target that are asked for in the same way.
struct AskedCounters {
  enum class Speed {
    kFast,
    kSlow,   // more than a few seconds each, on either side
    kNever,  // herd7 has no answer within its time
  };

  std::string_view target;
  Speed speed = Speed::kFast;
  int increments = 1;  // of each of two threads
  int rounds = 0;      // jumps back that are followed (straight_code.h)
  std::vector<std::string_view> counters;
};

absl::Span<const AskedCounters> AllAskedCounters();

}  // namespace atomics_lab::herd

#endif  // ATOMICS_LAB_TESTS_HERD_ASKED_COUNTERS_H_
