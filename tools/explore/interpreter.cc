#include "tools/explore/interpreter.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/strings/str_cat.h"
#include "tools/explore/dependencies.h"
#include "tools/explore/escape.h"
#include "tools/explore/loop_finder.h"
#include "tools/explore/machine.h"
#include "tools/explore/own_memory.h"
#include "tools/explore/program.h"
#include "tools/explore/thread_state.h"
#include "tools/explore/where.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::Atomicity;
using isa::MicroOp;
using isa::Operation;
using isa::Source;
using Kind = isa::MicroOp::Kind;

// Steps between two moves. Code that computes longer is not what is explored
// here, and has to be told so.
constexpr std::uint64_t kMostLocalSteps = 10'000'000;

}  // namespace

absl::Status Interpreter::Error(const ThreadState& state,
                                std::string_view what) const {
  return absl::InvalidArgumentError(
      absl::StrCat(Where(program_, state.operation), ": ", what));
}

std::uint64_t Interpreter::Get(const ThreadState& state,
                               const Source& source) const {
  return source.kind == Source::Kind::kRegister ? state.registers[source.reg]
                                                : source.constant;
}

Value Interpreter::Stored(const ThreadState& state, const MicroOp& op) const {
  const std::uint64_t low = Get(state, op.b);
  if (op.size == 16) return {low, Get(state, op.c)};
  return {op.size == 8 ? low : low & ((std::uint64_t{1} << (8 * op.size)) - 1),
          0};
}

bool Interpreter::IsOwn(const ThreadState& state, const MicroOp& op) const {
  return states_.own(state.kind).Holds(Get(state, op.a), op.size);
}

bool Interpreter::CameFromOwnAddress(const ThreadState& state,
                                     const Source& source) const {
  return !states_.own_is_placed() && source.kind == Source::Kind::kRegister &&
         state.own_address.test(source.reg);
}

void Interpreter::SetResult(ThreadState& state, isa::RegisterNumber reg,
                            std::uint64_t value, bool own_address) {
  state.registers[reg] = value;
  state.own_address.set(reg, own_address);
}

absl::Status Interpreter::Run(ThreadState& state) const {
  LoopFinder loop;
  while (state.operation != ThreadState::kEnd) {
    if (state.operation >= program_.operations.size()) {
      return Error(state, "the thread runs past its program");
    }
    const MicroOp& op = Next(state);
    const bool access = op.kind == Kind::kLoad || op.kind == Kind::kStore;
    if (access && !IsOwn(state, op)) {
      ABSL_RETURN_IF_ERROR(CheckShared(state, op));
    }
    if (Waits(state, op)) return absl::OkStatus();
    ABSL_RETURN_IF_ERROR(Perform(state));
    if (loop.ComesBack(state)) return NeverEnds(state);
    if (loop.steps() > kMostLocalSteps) {
      return Error(state,
                   absl::StrCat("computes for more than ", kMostLocalSteps,
                                " steps without touching shared "
                                "memory"));
    }
  }
  return absl::OkStatus();
}

// Where others may turn out to write what is own, it waits for that.
absl::Status Interpreter::NeverEnds(ThreadState state) const {
  constexpr int kMostSteps = 4096;
  for (int i = 0; states_.own_is_placed() && i < kMostSteps; ++i) {
    const MicroOp& op = Next(state);
    if (op.kind == Kind::kLoad) {
      return Escaped(absl::StrCat(Where(program_, state.operation),
                                  ": waits for its own memory to change"),
                     {Get(state, op.a), op.size});
    }
    ABSL_RETURN_IF_ERROR(Perform(state));
  }
  return Error(state, "never ends: loops without touching shared memory");
}

bool Interpreter::Waits(const ThreadState& state, const MicroOp& op) const {
  const bool drains =
      (op.kind == Kind::kFence && op.fence == isa::Fence::kFull) ||
      op.atomicity != Atomicity::kNone;
  if (drains && !state.buffer.empty()) return true;
  switch (op.kind) {
    case Kind::kChoose:
      return true;
    case Kind::kLoad:
      return !IsOwn(state, op);
    case Kind::kStore:
      return StoreWaits(state, op);
    default:
      return false;
  }
}

bool Interpreter::StoreWaits(const ThreadState& state,
                             const MicroOp& op) const {
  if (op.atomicity == Atomicity::kExclusive) return true;
  if (IsOwn(state, op)) return false;
  return op.atomicity != Atomicity::kNone || state.buffer.size() >= buffered_;
}

absl::Status Interpreter::CheckShared(const ThreadState& state,
                                      const MicroOp& op) const {
  const std::uint64_t address = Get(state, op.a);
  if (!states_.own_is_placed() &&
      (CameFromOwnAddress(state, op.a) ||
       states_.own(state.kind).Touches(address, op.size))) {
    return absl::Status(
        kEscaped, absl::StrCat(Where(program_, state.operation),
                               ": leaves its own memory by an own address"));
  }
  if (states_.own_is_placed() && states_.TouchesOwn(address, op.size)) {
    return Escaped(absl::StrCat(Where(program_, state.operation),
                                ": accesses own memory of another thread"),
                   {address, op.size});
  }
  const bool fits =
      op.size == 16 ? address % 16 == 0 : address % 8 + op.size <= 8;
  if (!fits) {
    return Error(state, absl::StrCat("accesses ", op.size, " bytes at 0x",
                                     absl::Hex(address),
                                     ", across an alignment that atomic "
                                     "accesses need"));
  }
  return absl::OkStatus();
}

absl::Status Interpreter::CheckStored(const ThreadState& state,
                                      const MicroOp& op) const {
  if (!CameFromOwnAddress(state, op.b) &&
      !(op.size == 16 && CameFromOwnAddress(state, op.c))) {
    return absl::OkStatus();
  }
  return absl::Status(kEscaped,
                      absl::StrCat(Where(program_, state.operation),
                                   ": stores an own address where others can "
                                   "read it"));
}

absl::Status Interpreter::Perform(ThreadState& state) const {
  const MicroOp& op = Next(state);
  switch (op.kind) {
    case Kind::kCompute:
      Compute(state, op);
      break;
    case Kind::kLoad:
      Load(state, op,
           states_.own(state.kind).Read(state.own, Get(state, op.a), op.size));
      break;
    case Kind::kStore:
      return Store(state, op);
    case Kind::kFence:
      break;
    case Kind::kBranch:
      if (Get(state, op.a) == 0) break;
      [[fallthrough]];
    case Kind::kJump:
      state.operation = static_cast<std::uint32_t>(op.target);
      return absl::OkStatus();
    case Kind::kReturn:
      Return(state);
      return absl::OkStatus();
    case Kind::kClearExclusive:
      state.monitor = {};
      break;
    case Kind::kTrap:
      return Error(state, op.target < program_.traps.size()
                              ? program_.traps[op.target]
                              : "traps");
    case Kind::kCall:
    case Kind::kChoose:
      return Error(state, "a call that is not inlined");
  }
  ++state.operation;
  return absl::OkStatus();
}

void Interpreter::Compute(ThreadState& state, const MicroOp& op) const {
  const std::uint64_t value =
      isa::Evaluate(op.operation, op.bits, Get(state, op.a), Get(state, op.b),
                    Get(state, op.c));
  const bool picks = op.operation == Operation::kSelect;
  const bool own_address = (!picks && CameFromOwnAddress(state, op.a)) ||
                           CameFromOwnAddress(state, op.b) ||
                           CameFromOwnAddress(state, op.c);
  SetResult(state, op.result, value,
            own_address && !IsComparison(op.operation) && !ClearsItself(op));
}

void Interpreter::Load(ThreadState& state, const MicroOp& op,
                       const OwnValue& read) const {
  if (op.atomicity == Atomicity::kExclusive) {
    state.monitor = {Get(state, op.a), op.size};
  }
  SetResult(state, op.result, read.value.low, read.own_address);
  if (op.size == 16) {
    SetResult(state, op.result_high, read.value.high, read.own_address);
  }
}

void Interpreter::StoreOwn(ThreadState& state, const MicroOp& op) const {
  if (!Happens(state, op)) return;
  const bool own_address =
      CameFromOwnAddress(state, op.b) || CameFromOwnAddress(state, op.c);
  states_.own(state.kind)
      .Write(state.own, Get(state, op.a), op.size,
             {Stored(state, op), own_address});
}

absl::Status Interpreter::Store(ThreadState& state, const MicroOp& op) const {
  if (IsOwn(state, op)) {
    StoreOwn(state, op);
  } else {
    ABSL_RETURN_IF_ERROR(CheckStored(state, op));
    state.buffer.push_back({.address = Get(state, op.a),
                            .operation = state.operation,
                            .size = op.size,
                            .value = Stored(state, op)});
  }
  ++state.operation;
  return absl::OkStatus();
}

void Interpreter::Return(ThreadState& state) const {
  const Thread& thread = states_.thread(state.kind);
  states_.own(state.kind).EndCall(state.own);
  state.monitor = {};
  if (state.call + 1 >= static_cast<std::uint32_t>(thread.calls)) {
    state.operation = ThreadState::kEnd;
    return;
  }
  ++state.call;
  StartCall(state);
}

void Interpreter::StartCall(ThreadState& state) const {
  const Thread& thread = states_.thread(state.kind);
  state.operation = thread.entry;
  state.registers.fill(0);
  state.own_address.reset();
  for (const RegisterValue& start : thread.registers) {
    SetResult(state, start.reg, start.value,
              states_.own(state.kind).IsAddress(start.value));
  }
}

absl::Status Interpreter::RunToItsStore(ThreadState& state,
                                        std::uint64_t address) const {
  const std::uint32_t load = state.operation;
  for (++state.operation; state.operation < program_.operations.size();
       ++state.operation) {
    const MicroOp& op = Next(state);
    if (op.kind == Kind::kStore) {
      if (op.atomicity != Atomicity::kReadModifyWrite ||
          Get(state, op.a) != address) {
        break;
      }
      return CheckStored(state, op);
    }
    if (op.kind != Kind::kCompute) break;
    Compute(state, op);
  }
  state.operation = load;
  return Error(state, "an atomic load without the store of its instruction");
}

}  // namespace atomics_lab::explore
