// Runs one thread's operations up to the next that others can see.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_INTERPRETER_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_INTERPRETER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "absl/status/status.h"
#include "tools/explore/machine.h"
#include "tools/explore/own_memory.h"
#include "tools/explore/program.h"
#include "tools/explore/thread_state.h"
#include "tools/explore/thread_states.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

// Steps that touch nothing shared are taken at once, behind the move before
// them. Sound: they commute with everything that other threads do and with
// stores that leave the thread's own buffer, each has one result, and they come
// to an end or are an error, so every execution has an equal one in which they
// come first. (That a store enters a buffer that has room is such a step.)
class Interpreter {
 public:
  // Whether plain stores to shared memory wait in a store buffer of at most
  // `buffered` (0: they do not, and are moves).
  // Requires: what it is made of outlives it.
  Interpreter(const Program& program, const ThreadStates& states,
              std::size_t buffered)
      : program_(program), states_(states), buffered_(buffered) {}

  // Enters the thread's function. What is own stays as it is.
  void StartCall(ThreadState& state) const;

  // Runs until what comes next is a move or the end. Errors: see Machine.
  absl::Status Run(ThreadState& state) const;

  // The next operation. Requires: the thread has not ended.
  const isa::MicroOp& Next(const ThreadState& state) const {
    return program_.operations[state.operation];
  }

  std::uint64_t Get(const ThreadState& state, const isa::Source& source) const;
  Value Stored(const ThreadState& state, const isa::MicroOp& op) const;
  bool IsOwn(const ThreadState& state, const isa::MicroOp& op) const;

  // What a load does with what it read, and any operation with a result.
  void Load(ThreadState& state, const isa::MicroOp& op,
            const OwnValue& read) const;
  static void SetResult(ThreadState& state, isa::RegisterNumber reg,
                        std::uint64_t value, bool own_address);

  // From behind the load of an atomic instruction to its store, which is then
  // next. Errors: there is none, or not to where the load was from.
  absl::Status RunToItsStore(ThreadState& state, std::uint64_t address) const;

  // Whether this store of an atomic instruction happens.
  bool Happens(const ThreadState& state, const isa::MicroOp& op) const {
    return op.condition.kind == isa::Source::Kind::kNone ||
           Get(state, op.condition) != 0;
  }

  // A store to own memory. Requires: IsOwn(state, op).
  void StoreOwn(ThreadState& state, const isa::MicroOp& op) const;

  // Errors: the value came from an own address.
  absl::Status CheckStored(const ThreadState& state,
                           const isa::MicroOp& op) const;

 private:
  bool Waits(const ThreadState& state, const isa::MicroOp& op) const;
  bool StoreWaits(const ThreadState& state, const isa::MicroOp& op) const;
  absl::Status CheckShared(const ThreadState& state,
                           const isa::MicroOp& op) const;
  absl::Status Perform(ThreadState& state) const;
  absl::Status NeverEnds(ThreadState state) const;
  void Compute(ThreadState& state, const isa::MicroOp& op) const;
  absl::Status Store(ThreadState& state, const isa::MicroOp& op) const;
  void Return(ThreadState& state) const;
  bool CameFromOwnAddress(const ThreadState& state,
                          const isa::Source& source) const;
  absl::Status Error(const ThreadState& state, std::string_view what) const;

  const Program& program_;
  const ThreadStates& states_;
  std::size_t buffered_;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_INTERPRETER_H_
