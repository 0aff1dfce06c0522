// The explorer's door: a job under a memory model.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_EXPLORE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_EXPLORE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "tools/explore/armv8_machine.h"
#include "tools/explore/in_order_machines.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"

namespace atomics_lab::explore {

// The model's machine. Requires: `job` outlives it.
std::unique_ptr<Machine> MakeMachine(Model model, const Job& job);

// A machine that follows a part of the model's executions, few enough for a
// search to reach ends where one with MakeMachine is stopped before. What it
// reaches, the model allows. Null where the model has none.
std::unique_ptr<Machine> MakeNarrowMachine(Model model, const Job& job);

// Search with the model's machine. Errors: as Search.
absl::StatusOr<Exploration> Explore(const Job& job, Model model,
                                    const Observe& observe,
                                    const Limits& limits);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_EXPLORE_H_
