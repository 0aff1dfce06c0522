// Whether a register's value makes a difference to what a thread does next.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_FUTURE_COMPARER_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_FUTURE_COMPARER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/explore/dependencies.h"
#include "tools/explore/future_classes.h"
#include "tools/explore/liveness.h"
#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

// Looks for a bisimulation; see SameFuture.
class FutureComparer {
 public:
  // Requires: what it refers to outlives it.
  struct Asked {
    const Program& program;
    const std::vector<RegisterSet>& live;
    const RegisterSet& at_return;
    Dependencies dependencies;
  };
  explicit FutureComparer(const Asked& asked);

  // Whether `a` and `b` in `reg` before `operation` have the same future, all
  // else alike and unknown. False also where it gives up.
  bool Same(std::uint32_t operation, isa::RegisterNumber reg, std::uint64_t a,
            std::uint64_t b);

  // Pairs of one comparison before it gives up.
  static constexpr std::size_t kMostPairs = std::size_t{1} << 13;
  // Steps of one: enough for a loop that backs off longer and longer without
  // touching memory.
  static constexpr int kMostSteps = 1 << 18;

 private:
  static constexpr std::size_t kMostKept = 8 * kMostPairs;

  const Asked asked_;
  // By operation: the first from there on that does something that somebody
  // reads. Most of what computes flags does not.
  std::vector<std::uint64_t> telling_;
  // Known to be the same, from earlier comparisons: with what follows each, a
  // bisimulation, and two of those are one.
  FutureClasses same_;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_FUTURE_COMPARER_H_
