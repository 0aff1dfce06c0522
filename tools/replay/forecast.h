// What threads will do, instruction by instruction: the explorer's
// micro-operations, run on whole registers and memory.
//
// The explorer's states leave out what makes no difference, and share what has
// the same future. Here nothing is left out, so that each register and each
// byte can be held against a real thread's.
//
// An exclusive store fails if another thread has stored to what the exclusive
// load before it read, and not otherwise: real processors may let it fail for
// reasons of their own.
#ifndef ATOMICS_LAB_TOOLS_REPLAY_FORECAST_H_
#define ATOMICS_LAB_TOOLS_REPLAY_FORECAST_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/explore/liveness.h"
#include "tools/explore/move.h"
#include "tools/explore/program.h"
#include "tools/isa/execute.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::replay {

// Of memory that more than one thread may see.
struct SharedAccess {
  enum class Kind { kRead, kWrite };

  Kind kind = Kind::kRead;
  std::uint64_t address = 0;
  int size = 0;  // bytes, 1 to 8: one of 16 is two
  std::uint64_t value = 0;
};

// One instruction of a thread, or one call that is modelled (see
// program/modelled_calls.h): what single-stepping cannot stop within.
struct Unit {
  std::uint32_t site = 0;  // index into the program's sites
  bool modelled = false;   // a call of which only the effect is known
  std::vector<SharedAccess> accesses;
  // Where the thread's next instruction is.
  std::uint64_t next_address = 0;
  // The call of the function that is explored has returned.
  bool returned = false;
};

// Whether an operation belongs to the same instruction or modelled call.
bool SameUnit(const explore::Program& program, std::uint32_t a,
              std::uint32_t b);

class Forecast {
 public:
  // Requires: `job` outlives it and has threads whose own memory lies apart
  // (own_is_placed); `start` is one of its starts, if it has any.
  explicit Forecast(const explore::Job& job, std::size_t start = 0);

  std::size_t threads() const { return threads_.size(); }
  bool Finished(std::size_t thread) const {
    return threads_[thread].calls == job_.threads[thread].calls;
  }
  // Before the first instruction of a call.
  bool AtCall(std::size_t thread) const { return threads_[thread].at_call; }
  // The address of the next instruction. Requires: not Finished.
  std::uint64_t NextAddress(std::size_t thread) const;

  // What a thread's next unit does, done. Requires: not Finished.
  // Errors: InvalidArgument, one line with the instruction, for what cannot be
  // foretold: a trap, a choice of the machine's, an access where no memory is.
  absl::StatusOr<Unit> Step(std::size_t thread);

  // All registers of a thread, and those that its next instructions may read.
  const isa::MachineState& State(std::size_t thread) const {
    return threads_[thread].state;
  }
  const explore::RegisterSet& Live(std::size_t thread) const;
  // Replaces what a register holds: a call leaves in those that it may
  // overwrite whatever it will.
  void Adopt(std::size_t thread, isa::RegisterNumber reg, std::uint64_t value) {
    threads_[thread].state.registers[reg] = value;
  }

  // Shared memory. Errors: InvalidArgument if no region holds it.
  absl::StatusOr<std::uint64_t> Read(std::uint64_t address, int size) const;

 private:
  struct Running {
    isa::MachineState state;
    std::vector<explore::MemoryRegion> own;
    std::uint32_t next = 0;
    // What its last exclusive load read; see MachineState::exclusive.
    std::uint64_t monitored = 0;
    int monitored_size = 0;
    int calls = 0;  // that it has made
    bool at_call = true;
  };

  void ChangeTo(std::size_t start);
  void BeginCall(std::size_t thread);
  // The region that holds the bytes, a thread's own ones first; null if none.
  explore::MemoryRegion* Find(std::size_t thread, std::uint64_t address,
                              int size, bool& shared);
  std::uint64_t Load(std::size_t thread, std::uint64_t address, int size);
  void Store(std::size_t thread, std::uint64_t address, int size,
             std::uint64_t value);
  // No exclusive store of another thread to these bytes succeeds.
  void ClearMonitors(std::size_t thread, std::uint64_t address, int size);
  absl::Status Refuse(std::uint32_t operation, std::string_view why) const;

  const explore::Job& job_;
  std::vector<explore::MemoryRegion> memory_;
  std::vector<Running> threads_;
  std::vector<explore::RegisterSet> live_;
  explore::RegisterSet none_;
  Unit unit_;           // that is being made
  std::string failed_;  // why an access of it cannot be
};

}  // namespace atomics_lab::replay

#endif  // ATOMICS_LAB_TOOLS_REPLAY_FORECAST_H_
