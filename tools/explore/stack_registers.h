// A thread's stack as registers, where nothing but its own instructions can
// reach it.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_STACK_REGISTERS_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_STACK_REGISTERS_H_

#include "tools/explore/program.h"

namespace atomics_lab::explore {

// Replaces loads and stores of the stack by copies from and to registers that
// the program does not use, and takes the stack out of the threads' own memory.
// What is known of registers then holds of the stack too: what a call saved and
// nobody reads any more tells no states apart, and values that were put aside
// can be compared (liveness.h, same_future.h).
//
// The stack is the region that dies with a call. It becomes registers if every
// access to it that the program can come to
//   - has an address that is a number, found by following constants from each
//     thread's first registers along every path,
//   - has 1 to 8 bytes, and none in common with an access of other bytes,
//   - orders nothing and is no part of an atomic instruction,
// and if no value that was computed from one of its addresses is stored
// anywhere else or is an address itself without being a number. So nobody else
// can know where it is, and no other access can meet it. Where any of this
// cannot be shown, the job stays as it is; false then.
//
// Exact, under every model here: own memory is seen by its thread alone, a load
// of it yields what was stored last, and carries its dependencies.
//
// Requires: `job` is whole. Operations keep their indices.
bool StackToRegisters(Job& job);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_STACK_REGISTERS_H_
