// Thread states as numbers.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_THREAD_STATES_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_THREAD_STATES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/explore/dependencies.h"
#include "tools/explore/liveness.h"
#include "tools/explore/move.h"
#include "tools/explore/own_memory.h"
#include "tools/explore/program.h"
#include "tools/explore/same_future.h"
#include "tools/explore/sequence_table.h"
#include "tools/explore/thread_state.h"

namespace atomics_lab::explore {

// Interns states without what is dead in them, and with values that have the
// same future as one. Sound: nothing reads what is dead before it is written,
// and the others make no difference (same_future.h), so states that differ in
// nothing else go on alike.
class ThreadStates {
 public:
  // Requires: `job` outlives it.
  explicit ThreadStates(const Job& job)
      : program_(job.program),
        own_is_private_(job.own_is_private),
        own_is_placed_(job.own_is_placed),
        between_calls_(LiveBefore(job.program, {})),
        same_future_(job.program, ObservedOfAny(job), Dependencies::kIgnored) {}

  // The number of the kind that starts as `thread` does. Requires: `thread`
  // outlives it.
  std::uint32_t KindOf(const Thread& thread);
  const Thread& thread(std::uint32_t kind) const {
    return *kinds_[kind].thread;
  }
  const OwnMemory& own(std::uint32_t kind) const { return kinds_[kind].own; }

  // See Job.
  bool own_is_placed() const { return own_is_placed_; }
  // True if any of these bytes are some thread's own. Requires: KindOf was
  // asked of all threads.
  bool TouchesOwn(std::uint64_t address, int size) const;

  // Leaves `state` as it is interned.
  LocalState Intern(ThreadState& state);
  ThreadState operator[](LocalState number) const;

  // Parts of it, for much less than the whole costs.
  bool Finished(LocalState number) const;
  Monitor MonitorOf(LocalState number) const;

  // What can still matter: registers, and kMonitor.
  const RegisterSet& Live(const ThreadState& state) const;

  std::size_t Memory() const;

 private:
  struct Kind {
    const Thread* thread;
    OwnMemory own;
    RegisterSet observed;
    std::vector<RegisterSet> last_call;
  };

  const Program& program_;
  const bool own_is_private_;
  const bool own_is_placed_;
  const std::vector<MemoryRegion> none_;
  std::vector<RegisterSet> between_calls_;
  std::vector<Kind> kinds_;
  SameFuture same_future_;
  SequenceTable states_;
  std::vector<std::uint64_t> words_;  // for Intern
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_THREAD_STATES_H_
