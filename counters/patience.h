// Waiting for another thread.
#ifndef ATOMICS_LAB_COUNTERS_PATIENCE_H_
#define ATOMICS_LAB_COUNTERS_PATIENCE_H_

#include <thread>

namespace atomics_lab {

// Stands in the body of a polling loop: nothing for some rounds, then the time
// slice is given up, for the thread that is waited for may need this core.
class Patience {
 public:
  void Wait() {
    if (++polls_ < kPolls) return;
    polls_ = 0;
    std::this_thread::yield();
  }

 private:
  static constexpr int kPolls = 100;

  int polls_ = 0;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_PATIENCE_H_
