// Register values that make no difference any more: how often a thread has
// polled, where that only decides when it yields.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_SAME_FUTURE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_SAME_FUTURE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "tools/explore/dependencies.h"
#include "tools/explore/future_comparer.h"
#include "tools/explore/liveness.h"
#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

// Compares what follows one operation with two values in one register, all
// else alike and unknown: runs both side by side, symbolically. They have the
// same future if, as long as all reads are the same, they reach the same
// accesses (kind, order, size, and the same expressions of address, data and
// condition), fences, choices and returns, one after the other, and every
// branch between that depends on something unknown asks the same of it. That is
// a bisimulation: states of two threads that differ in nothing else have the
// same outcomes under every model here, which see accesses, and dependencies
// as expressions. It need not be found where it exists (see below): then
// values are kept apart, which costs states and is exact.
class SameFuture {
 public:
  // Requires: `program` outlives it. `at_return`: what any thread may be asked
  // for at its end.
  SameFuture(const Program& program, const RegisterSet& at_return,
             Dependencies dependencies);
  // Its parts refer to each other: it stays where it is.
  SameFuture(const SameFuture&) = delete;
  SameFuture& operator=(const SameFuture&) = delete;

  // Of the values that were asked for before that operation, the first with the
  // same future as `value`; `value` itself if there is none. Values that come
  // from a load or a choice are not looked into.
  std::uint64_t Representative(std::uint32_t operation, isa::RegisterNumber reg,
                               std::uint64_t value);

  // Replaces what `registers` hold before `operation`, but for those in `kept`.
  void Settle(std::uint32_t operation,
              std::array<std::uint64_t, isa::kMostRegisters>& registers,
              const RegisterSet& kept = {});

  // Comparisons that told values apart, of one register at one operation,
  // before no more are tried there: a register that counts something that
  // matters has as many futures as values.
  static constexpr int kMostToldApart = 4;

 private:
  const RegisterSet at_return_;
  const std::vector<RegisterSet> live_;
  FutureComparer comparer_;
  // By operation: live registers that come from constants alone.
  std::vector<RegisterSet> candidates_;
  struct Known {
    std::vector<std::uint64_t> representatives;
    int told_apart = 0;
  };

  std::map<std::pair<std::uint32_t, isa::RegisterNumber>, Known> places_;
  absl::flat_hash_map<
      std::tuple<std::uint32_t, isa::RegisterNumber, std::uint64_t>,
      std::uint64_t>
      known_;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_SAME_FUTURE_H_
