// The machines of models that perform operations in program order.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_IN_ORDER_MACHINES_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_IN_ORDER_MACHINES_H_

#include <memory>

#include "tools/explore/machine.h"
#include "tools/explore/program.h"

namespace atomics_lab::explore {

// Requires, of both: `job` outlives the machine.
std::unique_ptr<Machine> MakeScMachine(const Job& job);
// Owens, Sarkar & Sewell, "A better x86 memory model: x86-TSO", 2009.
std::unique_ptr<Machine> MakeTsoMachine(const Job& job);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_IN_ORDER_MACHINES_H_
