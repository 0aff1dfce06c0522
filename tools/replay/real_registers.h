// The kernel's view of a stopped thread's registers, as tools/isa numbers them.
#ifndef ATOMICS_LAB_TOOLS_REPLAY_REAL_REGISTERS_H_
#define ATOMICS_LAB_TOOLS_REPLAY_REAL_REGISTERS_H_

#include <sys/user.h>

#include "tools/replay/tracee.h"

namespace atomics_lab::replay {

RealRegisters FromUser(const user_regs_struct& general);
// Sets xmm0 to xmm15.
void AddVectors(const user_fpregs_struct& floating, RealRegisters& registers);
// Sets the general registers and the next address, and clears the flags. What
// else `general` holds stays, and the thread pointer with it.
void ToUser(const RealRegisters& registers, user_regs_struct& general);

}  // namespace atomics_lab::replay

#endif  // ATOMICS_LAB_TOOLS_REPLAY_REAL_REGISTERS_H_
