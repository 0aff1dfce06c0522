#include "tools/bench/stepped_process.h"

#include <sys/ptrace.h>
#include <sys/types.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <functional>
#include <optional>

#include "tools/process/child.h"

namespace atomics_lab::bench {
namespace {

[[noreturn]] void BeTheChild(pid_t parent, const std::function<void()>& work) {
  process::EndWith(parent);  // until the parent has said so to ptrace
  sigset_t signals;
  sigfillset(&signals);
  sigdelset(&signals, SIGTRAP);
  sigprocmask(SIG_SETMASK, &signals, nullptr);
  if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) _exit(1);
  raise(SIGSTOP);
  work();
  _exit(0);
}

pid_t Fork(const std::function<void()>& work) {
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child == 0) BeTheChild(parent, work);
  return child;
}

// Where a process stands.
struct Place {
  std::uint64_t code = 0;   // the next instruction
  std::uint64_t stack = 0;  // the stack's top
};

#if defined(__x86_64__)
std::optional<Place> PlaceOf(pid_t process) {
  user_regs_struct registers{};
  if (ptrace(PTRACE_GETREGS, process, nullptr, &registers) != 0) {
    return std::nullopt;
  }
  return Place{.code = registers.rip, .stack = registers.rsp};
}
#else
std::optional<Place> PlaceOf(pid_t /*process*/) { return std::nullopt; }
#endif

}  // namespace

bool CanStep() {
#if defined(__x86_64__)
  return true;
#else
  return false;
#endif
}

SteppedProcess::SteppedProcess(const std::function<void()>& work)
    : child_(Fork(work)) {
  if (child_ < 0 || !WaitForStop()) return;
  stopped_ = ptrace(PTRACE_SETOPTIONS, child_, nullptr, PTRACE_O_EXITKILL) == 0;
}

SteppedProcess::~SteppedProcess() {
  if (child_ < 0) return;
  kill(child_, SIGKILL);
  while (WaitForStop()) {
  }
}

bool SteppedProcess::WaitForStop() {
  if (child_ < 0) return false;
  int status = 0;
  pid_t waited = -1;
  do {
    waited = waitpid(child_, &status, 0);
  } while (waited < 0 && errno == EINTR);
  if (waited == child_ && WIFSTOPPED(status)) return true;
  child_ = -1;  // it is gone, and its number may be another's
  return false;
}

bool SteppedProcess::Step() {
  return child_ > 0 &&
         ptrace(PTRACE_SINGLESTEP, child_, nullptr, nullptr) == 0 &&
         WaitForStop();
}

// A call is over where the stack stands above its return address, which is
// below it while the call lasts.
std::optional<std::uint64_t> SteppedProcess::CountCall(const void* code,
                                                       std::uint64_t most) {
  const auto entry = reinterpret_cast<std::uint64_t>(code);
  std::optional<Place> at = PlaceOf(child_);
  for (std::uint64_t i = 0; at.has_value() && at->code != entry; ++i) {
    if (i == most || !Step()) return std::nullopt;
    at = PlaceOf(child_);
  }
  if (!at.has_value()) return std::nullopt;
  const std::uint64_t stack = at->stack;
  for (std::uint64_t count = 1; count <= most; ++count) {
    if (!Step()) return std::nullopt;
    at = PlaceOf(child_);
    if (!at.has_value()) return std::nullopt;
    if (at->stack > stack) return count;
  }
  return std::nullopt;
}

}  // namespace atomics_lab::bench
