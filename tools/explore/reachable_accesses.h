// The bytes that a thread may access from some operation on.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_REACHABLE_ACCESSES_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_REACHABLE_ACCESSES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "tools/explore/liveness.h"
#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

struct AccessedPlace {
  std::uint64_t address = 0;
  int size = 0;
  bool stored = false;  // by some access; else only loaded

  friend auto operator<=>(const AccessedPlace&, const AccessedPlace&) = default;
};

// What is known of registers, whatever memory holds.
struct KnownRegisters {
  std::array<std::uint64_t, isa::kMostRegisters> values{};
  RegisterSet known;

  void Set(isa::RegisterNumber reg, std::optional<std::uint64_t> value);
};

// Propagates constants along every path, and forgets what is loaded: a place is
// known only if its address does not come from memory.
class ReachableAccesses {
 public:
  // Nothing if some address cannot be told.
  using Places = std::optional<std::vector<AccessedPlace>>;

  // Requires: `program` and `thread` outlive it.
  ReachableAccesses(const Program& program, const Thread& thread);

  // Of the rest of a call, and if `again`, of the calls after it.
  const Places& From(std::uint32_t operation, const KnownRegisters& registers,
                     bool again);
  // Of all calls.
  const Places& FromStart();

 private:
  const Program& program_;
  const Thread& thread_;
  const std::vector<RegisterSet> live_;
  std::vector<bool> heads_;
  std::map<std::vector<std::uint64_t>, Places> known_;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_REACHABLE_ACCESSES_H_
