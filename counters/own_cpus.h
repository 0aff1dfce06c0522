// Single CPUs: which there are, and threads that keep to one.
#ifndef ATOMICS_LAB_COUNTERS_OWN_CPUS_H_
#define ATOMICS_LAB_COUNTERS_OWN_CPUS_H_

#include <vector>

namespace atomics_lab {

// The CPUs that this thread may use, ascending; none if the system does not
// tell.
std::vector<int> UsableCpus();

// Keeps the calling thread on `cpu`; returns whether the system lets it.
bool StayOn(int cpu);

// A CPU of its own for each of some threads.
class OwnCpus {
 public:
  // For threads 0 … threads - 1, of the CPUs that this process may use.
  explicit OwnCpus(int threads);

  // Whether there is one for each thread. If not, Stay does nothing: the
  // system shares the CPUs out better.
  bool suffice() const { return !cpus_.empty(); }

  // Keeps the calling thread on the CPU of thread number `thread`. A system
  // that refuses leaves it where it is.
  void Stay(int thread) const;

 private:
  std::vector<int> cpus_;
};

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_OWN_CPUS_H_
