#include "counters/finishing_line.h"

#include <atomic>
#include <cstdint>

namespace atomics_lab {

void FinishingLine::Wait(std::uint64_t run) {
  // Release: the work of this run happens before its end. Acquire: the last
  // thread sees everyone's work.
  const std::uint64_t before = arrived_.fetch_add(1, std::memory_order_acq_rel);
  if (before + 1 == (run + 1) * threads_) {
    end_run_();
    // Release, with the acquire below: all see what the end of the run changed.
    ended_.store(run + 1, std::memory_order_release);
    return;
  }
  polling_.Until([&] { return ended_.load(std::memory_order_acquire) > run; });
}

}  // namespace atomics_lab
