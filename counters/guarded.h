// A plain integer behind a lock: what makes a counter of a lock.
#ifndef ATOMICS_LAB_COUNTERS_GUARDED_H_
#define ATOMICS_LAB_COUNTERS_GUARDED_H_

#include <cstdint>
#include <mutex>
#include <string_view>

#include "counters/counter.h"

namespace atomics_lab {

// What holds a lock from construction to destruction: the lock's own `Turn` if
// it has one, else std::lock_guard, which calls lock() and unlock().
template <typename Lock>
struct TurnOf {
  using Type = std::lock_guard<Lock>;
};
template <typename Lock>
  requires requires { typename Lock::Turn; }
struct TurnOf<Lock> {
  using Type = typename Lock::Turn;
};

// `Lock` also says who comes next (kFairness) and what it is (kSummary). Its
// promises stand in its own header: they are about what Add and Read become
// with it.
template <typename Lock>
class Guarded {
 public:
  using Value = std::uint64_t;

  static constexpr Claims kClaims{.lossless = true,
                                  .progress = Progress::kBlocking,
                                  .fairness = Lock::kFairness,
                                  .ordering = Ordering::kMutex,
                                  .width_bits = 64,
                                  .reads = Reads::kLinearizable};
  static constexpr std::string_view kSummary = Lock::kSummary;

  // Guarantees: the count grows by `delta`, modulo 2^64. Waits while another
  // thread is inside.
  // Memory ordering: mutex. Acquire on entry, release on exit.
  void Add(Value delta) {
    const typename TurnOf<Lock>::Type turn(lock_);
    value_ += delta;
  }

  // Guarantees: returns the count at a moment of the call.
  // Memory ordering: mutex.
  Value Read() const {
    const typename TurnOf<Lock>::Type turn(lock_);
    return value_;
  }

 private:
  mutable Lock lock_;
  Value value_ = 0;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_GUARDED_H_
