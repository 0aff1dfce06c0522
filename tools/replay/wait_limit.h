// Waits for a traced thread that end even if it never stops.
#ifndef ATOMICS_LAB_TOOLS_REPLAY_WAIT_LIMIT_H_
#define ATOMICS_LAB_TOOLS_REPLAY_WAIT_LIMIT_H_

#include <sys/types.h>

#include <functional>
#include <memory>

#include "absl/status/statusor.h"

namespace atomics_lab::replay {

// While one exists, a timer interrupts this process's system calls a few times
// a second (SIGALRM), so that a wait can look at the time and at `stopped`.
// Requires: one at a time; nothing else uses SIGALRM.
class WaitLimit {
 public:
  explicit WaitLimit(std::function<bool()> stopped);
  ~WaitLimit();
  WaitLimit(const WaitLimit&) = delete;
  WaitLimit& operator=(const WaitLimit&) = delete;

  // The status with which waitpid(2) tells of a thread's next stop or its end.
  // Errors: Cancelled once `stopped` says so, DeadlineExceeded after ten
  // seconds.
  absl::StatusOr<int> WaitFor(pid_t task) const;

 private:
  struct Saved;
  std::function<bool()> stopped_;
  std::unique_ptr<Saved> saved_;
};

}  // namespace atomics_lab::replay

#endif  // ATOMICS_LAB_TOOLS_REPLAY_WAIT_LIMIT_H_
