// A plain integer behind a std::mutex.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_STD_MUTEX_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_STD_MUTEX_H_

#include <mutex>
#include <string_view>

#include "counters/counter.h"

namespace atomics_lab {

// As AbslMutex, with the standard library's mutex: on Linux a
// pthread_mutex_t, 40 bytes (48 on AArch64), against Abseil's 8.
//
// What the hardware does: libstdc++ calls pthread_mutex_lock and
// pthread_mutex_unlock in libc; the plain load, addition and store lie
// between. Inside, uncontended:
//   x86-64   `lock cmpxchg` to take it, and to release it a locked instruction
//            that also says whether anybody waits in the kernel (`xchg` or
//            `lock dec`).
//   AArch64  acquire compare-and-swap and release exchange, by exclusive loop,
//            LSE instruction or outlined call, as libc was built.
// Contended, the waiting thread sleeps in the kernel (futex(2)) at once.
//
// Blocks while another thread is inside; a thread suspended inside holds up all
// others. Acquire on entry, release on exit (C++20
// [thread.mutex.requirements.mutex]: unlock synchronizes with the next lock).
//
// ASM Add x86_64: call pthread_mutex_lock…read-modify-write…
//         call pthread_mutex_unlock
//     aarch64*: call pthread_mutex_lock…load…store…call pthread_mutex_unlock
//     *: never atomic, load-linked, fence; no loop
// ASM Read *: call pthread_mutex_lock…load…call pthread_mutex_unlock
//     exactly 1 load
class StdMutex : public std::mutex {
 public:
  static constexpr Fairness kFairness = Fairness::kNone;
  static constexpr std::string_view kSummary =
      "plain integer behind std::mutex";
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_STD_MUTEX_H_
