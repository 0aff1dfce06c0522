#include "tools/isa/execute.h"

#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::isa {
namespace {

void Load(const MicroOp& op, MachineState& state) {
  const std::uint64_t address = Get(state, op.a);
  if (op.atomicity == Atomicity::kExclusive) state.exclusive = true;
  const std::uint64_t low = state.read(address, op.size == 16 ? 8 : op.size);
  if (op.size == 16) {
    state.registers[op.result_high] = state.read(address + 8, 8);
  }
  state.registers[op.result] = low;
}

void Store(const MicroOp& op, MachineState& state) {
  if (op.condition.kind != Source::Kind::kNone &&
      Get(state, op.condition) == 0) {
    return;
  }
  const bool exclusive = op.atomicity == Atomicity::kExclusive;
  if (!exclusive || state.exclusive) {
    const std::uint64_t address = Get(state, op.a);
    state.write(address, op.size == 16 ? 8 : op.size, Get(state, op.b));
    if (op.size == 16) state.write(address + 8, 8, Get(state, op.c));
  }
  if (exclusive) {
    state.registers[op.result] = state.exclusive ? 0 : 1;
    state.exclusive = false;
  }
}

}  // namespace

std::uint64_t Get(const MachineState& state, const Source& source) {
  switch (source.kind) {
    case Source::Kind::kNone:
      return 0;
    case Source::Kind::kRegister:
      return state.registers[source.reg];
    case Source::Kind::kConstant:
      return source.constant;
  }
  return 0;
}

std::optional<std::uint64_t> Execute(absl::Span<const MicroOp> operations,
                                     MachineState& state) {
  for (const MicroOp& op : operations) {
    switch (op.kind) {
      case MicroOp::Kind::kCompute:
        state.registers[op.result] =
            Evaluate(op.operation, op.bits, Get(state, op.a), Get(state, op.b),
                     Get(state, op.c));
        break;
      case MicroOp::Kind::kLoad:
        Load(op, state);
        break;
      case MicroOp::Kind::kStore:
        Store(op, state);
        break;
      case MicroOp::Kind::kBranch:
        if (Get(state, op.a) != 0) return op.target;
        break;
      case MicroOp::Kind::kJump:
      case MicroOp::Kind::kCall:
        return op.target;
      case MicroOp::Kind::kReturn:
        return kReturned;
      case MicroOp::Kind::kTrap:
        return kTrapped;
      case MicroOp::Kind::kClearExclusive:
        state.exclusive = false;
        break;
      case MicroOp::Kind::kFence:
      case MicroOp::Kind::kChoose:
        break;
    }
  }
  return std::nullopt;
}

}  // namespace atomics_lab::isa
