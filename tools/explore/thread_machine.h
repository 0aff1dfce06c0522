// What the models that perform operations in program order have in common.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_THREAD_MACHINE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_THREAD_MACHINE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/explore/interpreter.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/thread_state.h"
#include "tools/explore/thread_states.h"

namespace atomics_lab::explore {

// By itself it is sequential consistency: each access happens at once.
class ThreadMachine : public Machine {
 public:
  absl::StatusOr<LocalState> Start(const Thread& thread) override;
  absl::StatusOr<absl::Span<const Move>> Moves(LocalState state) override;
  absl::StatusOr<Step> Next(LocalState state, std::size_t move,
                            const Value& read) override;
  absl::StatusOr<LocalState> AfterForeignWrite(LocalState state,
                                               std::uint64_t address,
                                               int size) override;
  bool Hears(LocalState state) const override {
    return states_.MonitorOf(state).size != 0;
  }
  bool Finished(LocalState state) const override;
  bool Settled(LocalState) const override { return true; }
  LocalView View(LocalState state) const override;
  std::size_t Memory() const override;

 protected:
  // Requires: `job` outlives it. `buffered`: see Interpreter.
  ThreadMachine(const Job& job, std::size_t buffered)
      : job_(job), states_(job), interpreter_(job.program, states_, buffered) {}

  // Moves of a thread that has not ended.
  virtual std::vector<Move> MovesOf(const ThreadState& state) const;

  // Takes `move` in `state`, up to where Interpreter::Run goes on.
  virtual absl::Status Take(ThreadState& state, const Move& move,
                            const Value& read, Step& step) const;

  const Interpreter& interpreter() const { return interpreter_; }

 private:
  absl::Status Store(ThreadState& state, Step& step) const;
  absl::Status TakeReadModifyWrite(ThreadState& state, const Value& read,
                                   Step& step) const;
  absl::Status TakeInternal(ThreadState& state, const Move& move) const;

  const Job& job_;
  ThreadStates states_;
  Interpreter interpreter_;
  // By state; filled when first asked for. A vector's elements stay where
  // they are when vectors of them are moved.
  std::vector<std::vector<Move>> moves_;
  std::vector<bool> known_;
};

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_THREAD_MACHINE_H_
