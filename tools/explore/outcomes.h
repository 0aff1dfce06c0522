// What final states mean to the asker.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_OUTCOMES_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_OUTCOMES_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/explore/machine.h"
#include "tools/explore/memory_image.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/explore/state_graph.h"

namespace atomics_lab::explore {

struct Observed {
  Outcome outcome;
  // Which thread ended how; empty if the asker did not look.
  std::vector<LocalState> threads;
};

// Every outcome of a final state. An asker who looks at registers tells
// interchangeable threads apart, and is shown each way to exchange them.
// Errors: those of `observe`; a register that Thread::observed does not name.
absl::StatusOr<std::vector<Observed>> ObserveAll(const Job& job,
                                                 const Machine& machine,
                                                 const MemoryImage& memory,
                                                 const StateGraph& graph,
                                                 const std::uint32_t* state,
                                                 const Observe& observe);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_OUTCOMES_H_
