#include "counters/starting_line.h"

#include <atomic>
#include <cstdint>
#include <thread>

namespace atomics_lab {
namespace {

constexpr int kPolls = 50'000;  // longer than a barrier takes

}  // namespace

StartingLine::StartingLine(int threads, bool own_cpus)
    : threads_(static_cast<std::uint64_t>(threads)),
      polls_(own_cpus ? kPolls : 1) {}

void StartingLine::Wait(std::uint64_t run) {
  // Relaxed, both: the barrier orders the runs; this only lines them up, and
  // anything stronger would order the very accesses that are to race.
  arrived_.fetch_add(1, std::memory_order_relaxed);
  for (int polls = 1;
       arrived_.load(std::memory_order_relaxed) < (run + 1) * threads_;
       ++polls) {
    // The thread that is waited for may need this one's core.
    if (polls % polls_ == 0) std::this_thread::yield();
  }
}

}  // namespace atomics_lab
