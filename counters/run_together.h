// Threads that start at the same moment.
#ifndef ATOMICS_LAB_COUNTERS_RUN_TOGETHER_H_
#define ATOMICS_LAB_COUNTERS_RUN_TOGETHER_H_

#include <functional>

namespace atomics_lab {

// Calls body(0) … body(threads - 1), each on a thread of its own, and returns
// when all have returned.
// Requires: threads > 0; the bodies do not throw.
// Guarantees: no body begins before the last thread has been started. The
// bodies happen after the call begins and before it returns.
void RunTogether(int threads, const std::function<void(int)>& body);

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_RUN_TOGETHER_H_
