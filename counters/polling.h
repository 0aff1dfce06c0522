// Waiting for threads that will arrive in a moment.
#ifndef ATOMICS_LAB_COUNTERS_POLLING_H_
#define ATOMICS_LAB_COUNTERS_POLLING_H_

#include <thread>

namespace atomics_lab {

class Polling {
 public:
  // `own_cpus`: each thread has a CPU of its own. A thread that gave it up at
  // once would come back only when the others have finished.
  explicit Polling(bool own_cpus) : polls_(own_cpus ? kPolls : 1) {}

  // Returns once `arrived` returns true.
  template <typename Condition>
  void Until(const Condition& arrived) const {
    for (int polls = 1; !arrived(); ++polls) {
      // The thread that is waited for may need this one's core.
      if (polls % polls_ == 0) std::this_thread::yield();
    }
  }

 private:
  static constexpr int kPolls = 50'000;  // longer than an end of a run takes

  int polls_;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_POLLING_H_
