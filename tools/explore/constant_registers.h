// Which registers hold what was loaded or chosen.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_CONSTANT_REGISTERS_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_CONSTANT_REGISTERS_H_

#include <vector>

#include "tools/explore/dependencies.h"
#include "tools/explore/liveness.h"
#include "tools/explore/program.h"

namespace atomics_lab::explore {

// For each operation, the registers that on some way to it got a value which
// depends on a load, a choice or a store-conditional's success. Others hold
// what the program computes from its constants and a call's registers.
// Where dependencies are ignored, what clears itself depends on nothing.
std::vector<RegisterSet> LoadedBefore(const Program& program,
                                      Dependencies dependencies);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_CONSTANT_REGISTERS_H_
