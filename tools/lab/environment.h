// The machine that this process runs on.
#ifndef ATOMICS_LAB_TOOLS_LAB_ENVIRONMENT_H_
#define ATOMICS_LAB_TOOLS_LAB_ENVIRONMENT_H_

#include "tools/result/result.h"

namespace atomics_lab::lab {

// Guarantees: what the system does not tell stays absent.
result::Environment ThisMachine();

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_ENVIRONMENT_H_
