// A real process whose threads are moved one instruction at a time: ptrace(2).
#ifndef ATOMICS_LAB_TOOLS_REPLAY_TRACEE_H_
#define ATOMICS_LAB_TOOLS_REPLAY_TRACEE_H_

#include <sys/types.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::replay {

// Where a thread stands.
struct RealRegisters {
  std::uint64_t next_address = 0;
  std::array<std::uint64_t, isa::kMostRegisters>
      values{};  // as isa numbers them
};

// A subject (subject_main.cc): its threads wait, each stopped, until they are
// given registers.
//
// Guarantees: the process does not outlive the object, nor this process,
// however that ends (PTRACE_O_EXITKILL).
class Tracee {
 public:
  // Asked where a wait may last; true ends it with Cancelled.
  using Stopped = std::function<bool()>;

  // Starts `words`, a subject's path and arguments, and brings `threads`
  // threads of it to where they wait.
  // Errors, one line: PermissionDenied where ptrace is forbidden, with what to
  // change; Unimplemented on a machine that is no x86-64; FailedPrecondition
  // for a program that ends before.
  static absl::StatusOr<Tracee> Start(const std::vector<std::string>& words,
                                      std::size_t threads, Stopped stopped);
  Tracee(Tracee&& other) noexcept;
  Tracee& operator=(Tracee&&) = delete;
  ~Tracee();

  // One instruction of a thread; the others stand still.
  // Errors: DeadlineExceeded if it does not come back from the kernel,
  // Cancelled, FailedPrecondition for a thread that ended or caught a signal.
  absl::Status Step(std::size_t thread);

  // Lets a thread run until its next instruction is at `address`; the others
  // stand still.
  // Requires: code is mapped there. Errors: as Step.
  absl::Status RunTo(std::size_t thread, std::uint64_t address);

  absl::StatusOr<std::uint64_t> NextAddress(std::size_t thread) const;
  // General registers and flags; with `vectors`, the vector registers too.
  absl::StatusOr<RealRegisters> Get(std::size_t thread, bool vectors) const;
  // General registers and the next address; flags are cleared.
  absl::Status Set(std::size_t thread, const RealRegisters& registers);

  // Errors: InvalidArgument if nothing is mapped there.
  absl::Status Read(std::uint64_t address,
                    absl::Span<std::uint8_t> bytes) const;
  // Read-only memory as well.
  absl::Status Write(std::uint64_t address,
                     absl::Span<const std::uint8_t> bytes);

  // Lets all threads return to where they were stopped first, and the process
  // come to its end. Returns what it printed.
  // Errors: as Step; FailedPrecondition for an exit status other than 0.
  absl::StatusOr<std::string> Finish();

 private:
  struct Impl;
  explicit Tracee(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace atomics_lab::replay

#endif  // ATOMICS_LAB_TOOLS_REPLAY_TRACEE_H_
