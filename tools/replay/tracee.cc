#include "tools/replay/tracee.h"

#include <fcntl.h>
#include <sys/personality.h>
#include <sys/ptrace.h>
#include <sys/types.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/process/child.h"
#include "tools/replay/one_cpu.h"
#include "tools/replay/real_registers.h"
#include "tools/replay/wait_limit.h"

namespace atomics_lab::replay {
namespace {

constexpr std::uint8_t kBreakpoint[] = {0xcc};  // int3

// What comes between fork and exec.
bool PrepareSubject(int output) {
  setpgid(0, 0);  // what is typed at the terminal is the tracer's
  personality(ADDR_NO_RANDOMIZE);
  dup2(output, STDOUT_FILENO);
  close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
  return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0;
}

std::string Ended(int status) {
  if (WIFEXITED(status)) {
    return absl::StrCat("ended with exit status ", WEXITSTATUS(status));
  }
  if (WIFSIGNALED(status)) {
    return absl::StrCat("was ended by ", strsignal(WTERMSIG(status)));
  }
  return absl::StrCat("was stopped by ", strsignal(WSTOPSIG(status)));
}

absl::Status Unexpected(int status) {
  return absl::FailedPreconditionError(
      absl::StrCat("the replayed program ", Ended(status)));
}

absl::Status Failed(const char* request) {
  return absl::FailedPreconditionError(
      absl::StrCat(request, ": ", strerror(errno)));
}

absl::Status Forbidden() {
  return absl::PermissionDeniedError(
      "this system forbids ptrace(2), with which threads are stepped; allow it "
      "with `sysctl kernel.yama.ptrace_scope=1` or less, in a container with "
      "`--cap-add=SYS_PTRACE` and a seccomp profile that lets it through");
}

bool IsEvent(int status, int event) {
  return WIFSTOPPED(status) && status >> 8 == (SIGTRAP | event << 8);
}

std::string ReadAll(int descriptor) {
  std::string text;
  char piece[512];
  ssize_t got = 0;
  while ((got = read(descriptor, piece, sizeof(piece))) > 0) {
    text.append(piece, static_cast<std::size_t>(got));
  }
  return text;
}

}  // namespace

struct Tracee::Impl {
  explicit Impl(Stopped stopped) : limit(std::move(stopped)) {}
  ~Impl() {
    if (process > 0) {
      kill(process, SIGKILL);
      pid_t waited = 0;
      do {
        waited = waitpid(-process, nullptr, __WALL);
      } while (waited > 0 || (waited < 0 && errno == EINTR));
    }
    if (output >= 0) close(output);
    if (memory >= 0) close(memory);
  }

  absl::Status Launch(const std::vector<std::string>& words);
  absl::Status AwaitThread();
  absl::StatusOr<int> WaitFor(pid_t task) { return limit.WaitFor(task); }
  absl::Status WaitForTrap(pid_t task);
  absl::Status Continue(pid_t task) {
    if (ptrace(PTRACE_CONT, task, nullptr, nullptr) != 0) return Failed("CONT");
    return absl::OkStatus();
  }

  OneCpu cpu;  // until the process has ended
  WaitLimit limit;
  pid_t process = -1;
  int output = -1;
  int memory = -1;  // all of the process, at its addresses: proc(5)
  std::vector<pid_t> threads;
  std::vector<user_regs_struct> first;  // where each thread was stopped first
};

absl::Status Tracee::Impl::WaitForTrap(pid_t task) {
  ABSL_ASSIGN_OR_RETURN(const int status, WaitFor(task));
  if (IsEvent(status, 0)) return absl::OkStatus();
  if (!WIFSTOPPED(status) && task == process) process = -1;
  return Unexpected(status);
}

// Up to its first instruction.
absl::Status Tracee::Impl::Launch(const std::vector<std::string>& words) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return Failed("pipe2");
  output = ends[0];
  const absl::StatusOr<pid_t> started = process::Start(
      words, [output = ends[1]] { return PrepareSubject(output); });
  close(ends[1]);
  if (absl::IsFailedPrecondition(started.status())) return Forbidden();
  if (!started.ok()) return started.status();
  process = *started;
  ABSL_ASSIGN_OR_RETURN(const int status, WaitFor(process));
  if (!IsEvent(status, 0)) return Unexpected(status);
  if (ptrace(PTRACE_SETOPTIONS, process, nullptr, PTRACE_O_EXITKILL) != 0) {
    return Forbidden();
  }
  // It writes to code, too.
  memory =
      open(absl::StrCat("/proc/", process, "/mem").c_str(), O_RDWR | O_CLOEXEC);
  return memory < 0 ? Forbidden() : absl::OkStatus();
}

// The main thread makes one more, which runs to where it waits.
absl::Status Tracee::Impl::AwaitThread() {
  ABSL_RETURN_IF_ERROR(Continue(process));
  ABSL_ASSIGN_OR_RETURN(int status, WaitFor(process));
  if (!IsEvent(status, PTRACE_EVENT_CLONE)) {
    if (!WIFSTOPPED(status)) process = -1;
    return Unexpected(status);
  }
  std::uint64_t made = 0;
  if (ptrace(PTRACE_GETEVENTMSG, process, nullptr, &made) != 0) {
    return Failed("GETEVENTMSG");
  }
  const auto task = static_cast<pid_t>(made);
  ABSL_ASSIGN_OR_RETURN(status, WaitFor(task));
  ABSL_RETURN_IF_ERROR(Continue(task));
  ABSL_RETURN_IF_ERROR(WaitForTrap(task));
  threads.push_back(task);
  if (ptrace(PTRACE_GETREGS, task, nullptr, &first.emplace_back()) != 0) {
    return Failed("GETREGS");
  }
  return absl::OkStatus();
}

Tracee::Tracee(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Tracee::Tracee(Tracee&& other) noexcept = default;
Tracee::~Tracee() = default;

absl::StatusOr<Tracee> Tracee::Start(const std::vector<std::string>& words,
                                     std::size_t threads, Stopped stopped) {
  auto impl = std::make_unique<Impl>(std::move(stopped));
  ABSL_RETURN_IF_ERROR(impl->Launch(words));
  ABSL_RETURN_IF_ERROR(impl->Continue(impl->process));
  ABSL_RETURN_IF_ERROR(impl->WaitForTrap(impl->process));
  if (ptrace(PTRACE_SETOPTIONS, impl->process, nullptr,
             PTRACE_O_EXITKILL | PTRACE_O_TRACECLONE) != 0) {
    return Failed("SETOPTIONS");
  }
  for (std::size_t i = 0; i < threads; ++i) {
    ABSL_RETURN_IF_ERROR(impl->AwaitThread());
  }
  return Tracee(std::move(impl));
}

absl::Status Tracee::Step(std::size_t thread) {
  const pid_t task = impl_->threads[thread];
  if (ptrace(PTRACE_SINGLESTEP, task, nullptr, nullptr) != 0) {
    return Failed("SINGLESTEP");
  }
  return impl_->WaitForTrap(task);
}

absl::Status Tracee::RunTo(std::size_t thread, std::uint64_t address) {
  const pid_t task = impl_->threads[thread];
  std::uint8_t code[1];
  ABSL_RETURN_IF_ERROR(Read(address, code));
  ABSL_RETURN_IF_ERROR(Write(address, kBreakpoint));
  ABSL_RETURN_IF_ERROR(impl_->Continue(task));
  ABSL_RETURN_IF_ERROR(impl_->WaitForTrap(task));
  ABSL_RETURN_IF_ERROR(Write(address, code));
  // It stands behind the breakpoint, if that is what it came to.
  ABSL_ASSIGN_OR_RETURN(const std::uint64_t at, NextAddress(thread));
  if (at == address + 1 &&
      ptrace(PTRACE_POKEUSER, task, offsetof(user_regs_struct, rip), address) !=
          0) {
    return Failed("POKEUSER");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::uint64_t> Tracee::NextAddress(std::size_t thread) const {
  errno = 0;
  const std::int64_t address = ptrace(PTRACE_PEEKUSER, impl_->threads[thread],
                                      offsetof(user_regs_struct, rip), nullptr);
  if (errno != 0) return Failed("PEEKUSER");
  return static_cast<std::uint64_t>(address);
}

absl::StatusOr<RealRegisters> Tracee::Get(std::size_t thread,
                                          bool vectors) const {
  const pid_t task = impl_->threads[thread];
  user_regs_struct general{};
  if (ptrace(PTRACE_GETREGS, task, nullptr, &general) != 0) {
    return Failed("GETREGS");
  }
  RealRegisters registers = FromUser(general);
  if (!vectors) return registers;
  user_fpregs_struct floating{};
  if (ptrace(PTRACE_GETFPREGS, task, nullptr, &floating) != 0) {
    return Failed("GETFPREGS");
  }
  AddVectors(floating, registers);
  return registers;
}

absl::Status Tracee::Set(std::size_t thread, const RealRegisters& registers) {
  user_regs_struct general = impl_->first[thread];
  ToUser(registers, general);
  if (ptrace(PTRACE_SETREGS, impl_->threads[thread], nullptr, &general) != 0) {
    return Failed("SETREGS");
  }
  return absl::OkStatus();
}

absl::Status Tracee::Read(std::uint64_t address,
                          absl::Span<std::uint8_t> bytes) const {
  const ssize_t got = pread(impl_->memory, bytes.data(), bytes.size(),
                            static_cast<off_t>(address));
  if (got == static_cast<ssize_t>(bytes.size())) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("nothing can be read at 0x", absl::Hex(address)));
}

absl::Status Tracee::Write(std::uint64_t address,
                           absl::Span<const std::uint8_t> bytes) {
  const ssize_t put = pwrite(impl_->memory, bytes.data(), bytes.size(),
                             static_cast<off_t>(address));
  if (put == static_cast<ssize_t>(bytes.size())) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("nothing can be written at 0x", absl::Hex(address)));
}

absl::StatusOr<std::string> Tracee::Finish() {
  for (std::size_t i = 0; i < impl_->threads.size(); ++i) {
    if (ptrace(PTRACE_SETREGS, impl_->threads[i], nullptr, &impl_->first[i]) !=
        0) {
      return Failed("SETREGS");
    }
    ABSL_RETURN_IF_ERROR(impl_->Continue(impl_->threads[i]));
  }
  ABSL_RETURN_IF_ERROR(impl_->Continue(impl_->process));
  for (const pid_t task : impl_->threads) {
    ABSL_ASSIGN_OR_RETURN(const int status, impl_->WaitFor(task));
    if (!WIFEXITED(status)) return Unexpected(status);
  }
  ABSL_ASSIGN_OR_RETURN(const int status, impl_->WaitFor(impl_->process));
  if (!WIFSTOPPED(status)) impl_->process = -1;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return Unexpected(status);
  return ReadAll(impl_->output);
}

}  // namespace atomics_lab::replay
