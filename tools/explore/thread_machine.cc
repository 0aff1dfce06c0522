#include "tools/explore/thread_machine.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/explore/bytes.h"
#include "tools/explore/interpreter.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/thread_state.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::Atomicity;
using isa::MicroOp;
using Kind = isa::MicroOp::Kind;

constexpr const char* kFails = "the store-conditional fails";
constexpr const char* kStoresOwn = "the store-conditional stores";
constexpr const char* kChooses = "chooses a number";

Move MoveOf(Move::Kind kind, const ThreadState& state, const char* note = "") {
  return {.kind = kind, .operation = state.operation, .note = note};
}

std::vector<Move> Choices(const ThreadState& state, const MicroOp& op) {
  std::vector<Move> moves;
  for (std::uint64_t i = 0; i < op.b.constant; ++i) {
    moves.push_back(MoveOf(Move::Kind::kInternal, state, kChooses));
    moves.back().value.low = i;
  }
  return moves;
}

}  // namespace

absl::StatusOr<LocalState> ThreadMachine::Start(const Thread& thread) {
  if (thread.entry >= job_.program.operations.size()) {
    return absl::InvalidArgumentError(
        "a thread's entry is not an operation of the program");
  }
  ThreadState state;
  state.kind = states_.KindOf(thread);
  state.operation = ThreadState::kEnd;
  if (thread.calls > 0) {
    interpreter_.StartCall(state);
    ABSL_RETURN_IF_ERROR(interpreter_.Run(state));
  }
  return states_.Intern(state);
}

absl::StatusOr<absl::Span<const Move>> ThreadMachine::Moves(LocalState number) {
  if (number >= moves_.size()) {
    moves_.resize(number + std::size_t{1});
    known_.resize(number + std::size_t{1});
  }
  if (!known_[number] && !Finished(number)) {
    moves_[number] = MovesOf(states_[number]);
  }
  known_[number] = true;
  return absl::MakeConstSpan(moves_[number]);
}

std::vector<Move> ThreadMachine::MovesOf(const ThreadState& state) const {
  const MicroOp& op = interpreter_.Next(state);
  if (op.kind == Kind::kChoose) return Choices(state, op);
  const bool own = interpreter_.IsOwn(state, op);
  const bool stores = op.kind == Kind::kStore;
  Move access = MoveOf(own      ? Move::Kind::kInternal
                       : stores ? Move::Kind::kWrite
                                : Move::Kind::kRead,
                       state, own ? kStoresOwn : "");
  access.size = op.size;
  access.address = interpreter_.Get(state, op.a);
  if (stores) access.value = interpreter_.Stored(state, op);
  if (!stores && op.atomicity == Atomicity::kReadModifyWrite) {
    access.kind = Move::Kind::kReadModifyWrite;
  }
  if (!stores || op.atomicity != Atomicity::kExclusive) return {access};
  // It may fail for no reason at all (Arm ARM DDI 0487, B2.9).
  std::vector<Move> moves;
  if (state.monitor == Monitor{access.address, op.size}) {
    moves.push_back(access);
  }
  moves.push_back(MoveOf(Move::Kind::kInternal, state, kFails));
  return moves;
}

absl::StatusOr<Step> ThreadMachine::Next(LocalState number, std::size_t move,
                                         const Value& read) {
  ABSL_ASSIGN_OR_RETURN(const absl::Span<const Move> moves, Moves(number));
  ThreadState state = states_[number];
  Step step;
  absl::Status status = Take(state, moves[move], read, step);
  if (status.ok()) status = interpreter_.Run(state);
  if (!status.ok()) return status;
  step.next = states_.Intern(state);
  return step;
}

absl::Status ThreadMachine::Take(ThreadState& state, const Move& move,
                                 const Value& read, Step& step) const {
  switch (move.kind) {
    case Move::Kind::kInternal:
      return TakeInternal(state, move);
    case Move::Kind::kRead:
      interpreter_.Load(state, interpreter_.Next(state), {read, false});
      ++state.operation;
      return absl::OkStatus();
    case Move::Kind::kWrite:
      return Store(state, step);
    case Move::Kind::kReadModifyWrite:
      return TakeReadModifyWrite(state, read, step);
  }
  return absl::OkStatus();
}

absl::Status ThreadMachine::Store(ThreadState& state, Step& step) const {
  const MicroOp& op = interpreter_.Next(state);
  ABSL_RETURN_IF_ERROR(interpreter_.CheckStored(state, op));
  step.writes = interpreter_.Happens(state, op);
  step.value = interpreter_.Stored(state, op);
  if (op.atomicity == Atomicity::kExclusive) {
    state.monitor = {};
    Interpreter::SetResult(state, op.result, 0, false);
  }
  ++state.operation;
  return absl::OkStatus();
}

absl::Status ThreadMachine::TakeReadModifyWrite(ThreadState& state,
                                                const Value& read,
                                                Step& step) const {
  const MicroOp& op = interpreter_.Next(state);
  const std::uint64_t address = interpreter_.Get(state, op.a);
  interpreter_.Load(state, op, {read, false});
  ABSL_RETURN_IF_ERROR(interpreter_.RunToItsStore(state, address));
  return Store(state, step);
}

absl::Status ThreadMachine::TakeInternal(ThreadState& state,
                                         const Move& move) const {
  const MicroOp& op = interpreter_.Next(state);
  if (op.kind == Kind::kChoose) {
    Interpreter::SetResult(state, op.result, move.value.low, false);
    ++state.operation;
    return absl::OkStatus();
  }
  const bool stores = move.note == std::string_view(kStoresOwn);
  if (stores) interpreter_.StoreOwn(state, op);
  state.monitor = {};
  Interpreter::SetResult(state, op.result, stores ? 0 : 1, false);
  ++state.operation;
  return absl::OkStatus();
}

absl::StatusOr<LocalState> ThreadMachine::AfterForeignWrite(
    LocalState number, std::uint64_t address, int size) {
  const Monitor monitor = states_.MonitorOf(number);
  if (monitor.size == 0 ||
      !Overlap(monitor.address, monitor.size, address, size)) {
    return number;
  }
  ThreadState state = states_[number];
  state.monitor = {};
  return states_.Intern(state);
}

bool ThreadMachine::Finished(LocalState number) const {
  return states_.Finished(number);
}

LocalView ThreadMachine::View(LocalState number) const {
  const ThreadState state = states_[number];
  const auto end = static_cast<std::uint32_t>(job_.program.operations.size());
  LocalView view;
  view.operation = std::min(state.operation, end);
  view.call = static_cast<int>(state.call);
  ForEachRegister(states_.Live(state), [&](std::size_t reg, std::size_t) {
    view.registers.push_back({.reg = static_cast<isa::RegisterNumber>(reg),
                              .value = state.registers[reg]});
  });
  for (const BufferedStore& store : state.buffer) {
    view.store_buffer.push_back(
        {.address = store.address, .size = store.size, .value = store.value});
  }
  return view;
}

std::size_t ThreadMachine::Memory() const {
  return states_.Memory() +
         moves_.capacity() * (sizeof(std::vector<Move>) + sizeof(Move));
}

}  // namespace atomics_lab::explore
