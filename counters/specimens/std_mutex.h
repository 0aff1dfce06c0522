// A plain integer behind a std::mutex.
#ifndef ATOMICS_LAB_COUNTERS_SPECIMENS_STD_MUTEX_H_
#define ATOMICS_LAB_COUNTERS_SPECIMENS_STD_MUTEX_H_

#include <cstdint>
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
class StdMutex {
 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = true,
                                  .progress = Progress::kBlocking,
                                  .ordering = Ordering::kMutex,
                                  .width_bits = 64,
                                  .reads = Reads::kLinearizable};
  static constexpr std::string_view kSummary =
      "plain integer behind std::mutex";

  // Guarantees: the count grows by `delta`, modulo 2^64. Blocks while another
  // thread is inside; a thread suspended inside holds up all others.
  // Memory ordering: mutex. Acquire on entry, release on exit (C++20
  // [thread.mutex.requirements.mutex]: unlock synchronizes with the next
  // lock).
  //
  // ASM Add x86_64: call pthread_mutex_lock…read-modify-write…
  //         call pthread_mutex_unlock
  //     aarch64*: call pthread_mutex_lock…load…store…call pthread_mutex_unlock
  //     *: never atomic, load-linked, fence; no loop
  void Add(Value delta) {
    const std::lock_guard lock(mutex_);
    value_ += delta;
  }

  // Guarantees: returns the count at a moment of the call.
  // Memory ordering: mutex.
  //
  // ASM Read *: call pthread_mutex_lock…load…call pthread_mutex_unlock
  //     exactly 1 load
  Value Read() const {
    const std::lock_guard lock(mutex_);
    return value_;
  }

 private:
  mutable std::mutex mutex_;
  Value value_ = 0;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_SPECIMENS_STD_MUTEX_H_
