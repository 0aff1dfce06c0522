// What the Armv8 machine knows of the job: threads, and who may touch what.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_THREADS_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_THREADS_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "tools/explore/liveness.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/reachable_accesses.h"
#include "tools/explore/same_future.h"

namespace atomics_lab::explore {

class Armv8Threads {
 public:
  // Requires: `job` outlives it.
  explicit Armv8Threads(const Job& job);

  // Threads that differ in nothing have the same profile.
  std::uint32_t ProfileOf(const Thread& thread);
  const Thread& thread(std::uint32_t profile) const {
    return profiles_[profile];
  }
  const Program& program() const { return job_.program; }
  // Above the numbers of all registers that threads use.
  std::size_t registers() const { return registers_; }

  // True if the thread keeps these bytes to itself.
  bool IsOwn(std::uint32_t profile, std::uint64_t address, int size) const;
  // True if some thread keeps one of these bytes to itself.
  bool TouchesOwn(std::uint64_t address, int size) const;
  // True if the value is an address of the thread's own memory.
  bool PointsToOwn(std::uint32_t profile, std::uint64_t value) const;
  // Errors: InvalidArgument if no region holds the bytes, they are not aligned,
  // or they are to be written and must not be; kEscaped, see Job.
  absl::Status CheckAccess(std::uint32_t profile, std::uint32_t operation,
                           std::uint64_t address) const;

  bool OwnIsPlaced() const { return job_.own_is_placed; }
  bool OwnIsPrivate() const { return job_.own_is_private; }

  // The region with the byte, if what a call leaves there dies with it.
  const MemoryRegion* DyingRegion(std::uint32_t profile,
                                  std::uint64_t address) const;

  // What matters before an operation; after the last call, what is observed.
  const RegisterSet& LiveAt(std::uint32_t profile, std::uint32_t operation,
                            int call) const;
  // What is found out is kept, and that is no part of the job.
  SameFuture& same_future() const { return *same_future_; }

  // What the thread may access from here on; nothing if that cannot be told.
  const ReachableAccesses::Places& Reachable(
      std::uint32_t profile, std::uint32_t operation, int call,
      const KnownRegisters& registers) const {
    const bool again = call + 1 < thread(profile).calls;
    return reachable_[profile]->From(operation, registers, again);
  }
  // False if no thread stores to any of the bytes.
  bool MayBeStored(std::uint64_t address, int size) const;

  // True if some jump goes back to the operation.
  bool IsLoopHead(std::uint32_t operation) const {
    return loop_heads_[operation];
  }

 private:
  const Job& job_;
  std::deque<Thread> profiles_;
  std::size_t registers_;
  std::vector<RegisterSet> live_;                    // before the last call
  std::vector<std::vector<RegisterSet>> live_last_;  // during it, by profile
  std::vector<bool> loop_heads_;
  std::unique_ptr<SameFuture> same_future_;
  std::vector<std::unique_ptr<ReachableAccesses>> reachable_;  // by profile
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_THREADS_H_
