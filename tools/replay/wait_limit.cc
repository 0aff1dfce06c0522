#include "tools/replay/wait_limit.h"

#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <functional>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"

namespace atomics_lab::replay {
namespace {

constexpr int kMicrosecondsBetweenLooks = 100'000;
constexpr int kMostLooks = 100;

extern "C" void OnlyInterrupt(int /*signal*/) {}

}  // namespace

struct WaitLimit::Saved {
  struct sigaction action;
  itimerval timer;
};

WaitLimit::WaitLimit(std::function<bool()> stopped)
    : stopped_(std::move(stopped)), saved_(std::make_unique<Saved>()) {
  struct sigaction action{};
  action.sa_handler = OnlyInterrupt;  // without SA_RESTART
  sigaction(SIGALRM, &action, &saved_->action);
  const timeval look = {.tv_sec = 0, .tv_usec = kMicrosecondsBetweenLooks};
  const itimerval often = {.it_interval = look, .it_value = look};
  setitimer(ITIMER_REAL, &often, &saved_->timer);
}

WaitLimit::~WaitLimit() {
  setitimer(ITIMER_REAL, &saved_->timer, nullptr);
  sigaction(SIGALRM, &saved_->action, nullptr);
}

absl::StatusOr<int> WaitLimit::WaitFor(pid_t task) const {
  for (int looks = 0; looks < kMostLooks; ++looks) {
    int status = 0;
    if (waitpid(task, &status, __WALL) == task) return status;
    if (errno != EINTR) {
      return absl::FailedPreconditionError(
          absl::StrCat("waitpid: ", strerror(errno)));
    }
    if (stopped_ && stopped_()) return absl::CancelledError("interrupted");
  }
  return absl::DeadlineExceededError(
      "a thread has not come back from the kernel for ten seconds");
}

}  // namespace atomics_lab::replay
