// Finds out that a thread goes round in circles.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_LOOP_FINDER_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_LOOP_FINDER_H_

#include <cstdint>
#include <optional>

#include "tools/explore/thread_state.h"

namespace atomics_lab::explore {

// Finds a state that comes back, by Brent's method: the state to compare with
// is replaced at every power of two.
class LoopFinder {
 public:
  bool ComesBack(const ThreadState& state) {
    ++steps_;
    if (steps_ >= next_) {
      next_ *= 2;
      kept_ = state;
      return false;
    }
    return kept_.has_value() && state.operation == kept_->operation &&
           state == *kept_;
  }

  std::uint64_t steps() const { return steps_; }

 private:
  // Most runs are short, and need no copy of the state.
  static constexpr std::uint64_t kFirst = 256;

  std::uint64_t steps_ = 0;
  std::uint64_t next_ = kFirst;
  std::optional<ThreadState> kept_;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_LOOP_FINDER_H_
