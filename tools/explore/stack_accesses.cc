#include "tools/explore/stack_accesses.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <vector>

#include "tools/explore/dependencies.h"
#include "tools/explore/program.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::MicroOp;
using isa::Source;
using Held = StackAccesses::Held;
using Kind = isa::MicroOp::Kind;

// What was loaded or chosen.
constexpr Held kReceived = {.is_number = false};

Held Join(const Held& a, const Held& b) {
  const bool from_stack = a.from_stack || b.from_stack;
  if (a.is_number && b.is_number && a.number == b.number) {
    return {.number = a.number, .from_stack = from_stack};
  }
  return {.is_number = false, .from_stack = from_stack};
}

Held Get(const std::vector<Held>& held, const Source& source) {
  if (source.kind == Source::Kind::kRegister) return held[source.reg];
  return {.number = source.constant};
}

Held Compute(const std::vector<Held>& held, const MicroOp& op) {
  const Held a = Get(held, op.a);
  const Held b = Get(held, op.b);
  const Held c = Get(held, op.c);
  Held result = {.is_number = a.is_number && b.is_number && c.is_number};
  if (result.is_number) {
    result.number =
        isa::Evaluate(op.operation, op.bits, a.number, b.number, c.number);
  }
  result.from_stack = (a.from_stack || b.from_stack || c.from_stack) &&
                      !IsComparison(op.operation) && !ClearsItself(op);
  return result;
}

void Receive(std::vector<Held>& held, const MicroOp& op) {
  held[op.result] = kReceived;
  if (op.kind == Kind::kLoad && op.size == 16) {
    held[op.result_high] = kReceived;
  }
}

bool IsPlain(const MicroOp& op) {
  return op.atomicity == isa::Atomicity::kNone && !op.release &&
         op.acquire == isa::Acquire::kNone &&
         op.condition.kind == Source::Kind::kNone;
}

}  // namespace

StackAccesses::StackAccesses(const Program& program, const MemoryRegion& stack)
    : program_(program),
      stack_(stack),
      is_head_(HeadsOf(program)),
      before_(program.operations.size()) {}

bool StackAccesses::Follow(const std::vector<Thread>& threads) {
  for (const Thread& thread : threads) {
    if (thread.entry < before_.size()) is_head_[thread.entry] = true;
  }
  for (const Thread& thread : threads) Enter(thread);
  while (!next_.empty()) {
    const std::uint32_t head = next_.back();
    next_.pop_back();
    if (!Perform(head)) return false;
  }
  return true;
}

void StackAccesses::Enter(const Thread& thread) {
  AllHeld held(isa::kMostRegisters);
  for (const RegisterValue& start : thread.registers) {
    held[start.reg] = {.number = start.value,
                       .from_stack = IsAddressIn(stack_, start.value)};
  }
  Come(thread.entry, held);
}

void StackAccesses::Come(std::uint64_t to, const AllHeld& held) {
  if (to >= before_.size()) return;
  AllHeld& before = before_[to];
  bool changed = before.empty();
  if (changed) before = held;
  for (std::size_t reg = 0; reg < held.size(); ++reg) {
    const Held joined = Join(before[reg], held[reg]);
    changed |= joined != before[reg];
    before[reg] = joined;
  }
  if (changed) next_.push_back(static_cast<std::uint32_t>(to));
}

bool StackAccesses::Perform(std::uint32_t head) {
  AllHeld held = before_[head];
  for (std::uint32_t at = head; at < before_.size(); ++at) {
    if (at != head && is_head_[at]) {
      Come(at, held);
      return true;
    }
    const MicroOp& op = program_.operations[at];
    switch (op.kind) {
      case Kind::kCompute:
        held[op.result] = Compute(held, op);
        break;
      case Kind::kChoose:
        Receive(held, op);
        break;
      case Kind::kLoad:
      case Kind::kStore:
        if (!Access(head, at, held)) return false;
        break;
      case Kind::kBranch:
        Come(op.target, held);
        break;
      case Kind::kJump:
        Come(op.target, held);
        return true;
      case Kind::kReturn:
      case Kind::kTrap:
        return true;
      case Kind::kCall:
        return false;
      case Kind::kFence:
      case Kind::kClearExclusive:
        break;
    }
  }
  return true;
}

bool StackAccesses::Access(std::uint32_t head, std::uint32_t at,
                           AllHeld& held) {
  const MicroOp& op = program_.operations[at];
  const Held place = Get(held, op.a);
  if (!place.is_number) {
    return !place.from_stack && AccessElsewhere(op, held);
  }
  if (place.number - stack_.address < stack_.bytes.size()) {
    return IsPlain(op) && AccessSlot(head, at, place.number, held);
  }
  const bool reaches_it = stack_.address - place.number < op.size;
  return !reaches_it && AccessElsewhere(op, held);
}

// What is stored there may be read by anybody.
bool StackAccesses::AccessElsewhere(const MicroOp& op, AllHeld& held) const {
  const bool stores = op.kind == Kind::kStore;
  if (stores && (Get(held, op.b).from_stack || Get(held, op.c).from_stack)) {
    return false;
  }
  if (Receives(op)) Receive(held, op);
  return true;
}

bool StackAccesses::AccessSlot(std::uint32_t head, std::uint32_t at,
                               std::uint64_t address, AllHeld& held) {
  const MicroOp& op = program_.operations[at];
  Slot* const slot = SlotAt(address, op.size);
  if (slot == nullptr) return false;
  const bool is_first = operations_.try_emplace(at, address).second;
  if (op.kind == Kind::kLoad) {
    if (is_first) slot->readers.push_back(head);
    held[op.result] = slot->held;
    return true;
  }
  const MicroOp copy = {.bits = static_cast<std::uint8_t>(8 * op.size),
                        .a = op.b};
  const Held joined = Join(slot->held, Compute(held, copy));
  if (joined != slot->held) {
    slot->held = joined;
    next_.insert(next_.end(), slot->readers.begin(), slot->readers.end());
  }
  return true;
}

// Null if some of the bytes are accessed with others, or are not the stack's.
StackAccesses::Slot* StackAccesses::SlotAt(std::uint64_t address, int size) {
  const auto wanted = static_cast<std::uint64_t>(size);
  const std::uint64_t offset = address - stack_.address;
  if (wanted > 8 || offset + wanted > stack_.bytes.size()) return nullptr;
  const auto found = slots_.lower_bound(address);
  if (found != slots_.end() && found->first - address < wanted) {
    Slot& slot = found->second;
    return found->first == address && slot.size == size ? &slot : nullptr;
  }
  if (found != slots_.begin()) {
    const auto& [start, before] = *std::prev(found);
    if (address - start < static_cast<std::uint64_t>(before.size)) {
      return nullptr;
    }
  }
  Slot& slot = slots_[address];
  slot.size = size;
  std::memcpy(&slot.held.number, &stack_.bytes[offset], wanted);
  slot.held.from_stack = IsAddressIn(stack_, slot.held.number);
  return &slot;
}

}  // namespace atomics_lab::explore
