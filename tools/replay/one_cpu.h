// A tracer and what it steps, on one CPU.
#ifndef ATOMICS_LAB_TOOLS_REPLAY_ONE_CPU_H_
#define ATOMICS_LAB_TOOLS_REPLAY_ONE_CPU_H_

#include <sched.h>

namespace atomics_lab::replay {

// Keeps the calling thread, and processes that it starts meanwhile, on the CPU
// where it is. At each step tracer and tracee wait for one another, so a second
// CPU only has to be woken. A system that refuses leaves all where it is.
class OneCpu {
 public:
  OneCpu();
  // On the thread that made it, which may use all its CPUs again.
  ~OneCpu();
  OneCpu(const OneCpu&) = delete;
  OneCpu& operator=(const OneCpu&) = delete;

 private:
  cpu_set_t before_ = {};
  bool stays_;
};

}  // namespace atomics_lab::replay

#endif  // ATOMICS_LAB_TOOLS_REPLAY_ONE_CPU_H_
