// Which registers still matter, at each operation.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_LIVENESS_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_LIVENESS_H_

#include <bitset>
#include <cstddef>
#include <vector>

#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

// Registers by number, and the exclusive monitor as if it were one more.
using RegisterSet = std::bitset<isa::kMostRegisters + 1>;
inline constexpr std::size_t kMonitor = isa::kMostRegisters;

// Registers of a set, without the monitor.
inline std::size_t CountRegisters(const RegisterSet& set) {
  return set.count() - (set.test(kMonitor) ? 1 : 0);
}

// Calls visit(register, how many are before it), in order.
template <typename Visit>
void ForEachRegister(const RegisterSet& set, const Visit& visit) {
  // The search spends its time here; the walk of libstdc++'s bitset skips what
  // is not set.
  std::size_t before = 0;
  for (std::size_t reg = set._Find_first(); reg < kMonitor;
       reg = set._Find_next(reg)) {
    visit(reg, before++);
  }
}

// What some thread may be asked for after its last call.
RegisterSet ObservedOfAny(const Job& job);

// For each operation, what some path from before it reads before it writes it;
// `at_return` is what counts as read by a return. States that differ in
// anything else have the same future.
std::vector<RegisterSet> LiveBefore(const Program& program,
                                    const RegisterSet& at_return);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_LIVENESS_H_
