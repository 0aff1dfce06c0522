#include "tools/explore/armv8_window.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "tools/explore/armv8_order.h"
#include "tools/explore/armv8_threads.h"
#include "tools/explore/dependencies.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::Fence;
using isa::MicroOp;
using isa::Operation;
using isa::Source;
using Kind = MicroOp::Kind;
using Outcome = ScriptEntry::Outcome;

FlightRegister Known(std::uint64_t value) { return {.value = value}; }

std::uint64_t IdentityOf(const FlightRegister& side) {
  const bool certain = side.Certain();
  return Mix(certain ? 1 : 2, certain ? side.value : side.identity);
}

std::uint64_t ShapeOf(const FlightRegister& side) {
  const bool certain = side.Certain();
  return Mix(certain ? 1 : 2, certain ? side.value : side.shape);
}

// The same in either order.
std::uint64_t DifferenceOf(int bits, const FlightRegister& a,
                           const FlightRegister& b) {
  return Mix(static_cast<std::uint64_t>(bits) + 7,
             IdentityOf(a) + IdentityOf(b));
}

}  // namespace

std::uint64_t EqualityOf(int bits, const FlightRegister& a,
                         const FlightRegister& b) {
  // `cmp` subtracts, and asks whether that is 0.
  const bool of_difference = b.Certain() && b.value == 0 && a.difference != 0;
  return Mix(of_difference ? a.difference : DifferenceOf(bits, a, b), 11);
}

// As `truth ^ 1` computes it.
std::uint64_t NegationOf(const FlightRegister& truth) {
  std::uint64_t name = Mix(static_cast<std::uint64_t>(Operation::kXor) + 1, 1);
  for (const FlightRegister& part : {truth, Known(1), Known(0)}) {
    name = Mix(name, IdentityOf(part));
  }
  return name;
}

Window::Window(const Armv8Threads& threads, const Settled& settled,
               Script script)
    : threads_(&threads),
      settled_(settled),
      registers_(threads.registers()),
      operation_(settled.operation),
      call_(settled.call),
      script_(std::move(script)),
      scripted_(script_.size()) {
  for (std::size_t i = 0; i < registers_.size(); ++i) {
    registers_[i] = Known(settled.registers[i]);
  }
}

const MicroOp& Window::next() const {
  return threads_->program().operations[operation_];
}

FlightRegister Window::Read(const Source& source) const {
  if (source.kind == Source::Kind::kRegister) return registers_[source.reg];
  return Known(source.constant);
}

ScriptEntry& Window::Take() {
  if (!HasEntry()) script_.emplace_back();
  return script_[at_++];
}

// What a guess was about is predicted at once, so that a flag computed from it
// follows the guess.
void Window::Write(isa::RegisterNumber reg, const FlightRegister& value) {
  FlightRegister& target = registers_[reg];
  target = value;
  if (value.Certain()) return;
  for (const Fact& fact : facts_) {
    if (fact.identity != value.identity) continue;
    target.value = fact.value;
    target.predicted = true;
    return;
  }
}

void Window::Learn(const FlightRegister& what, std::uint64_t value) {
  if (what.Certain()) return;
  facts_.push_back({what.identity, value});
  for (FlightRegister& reg : registers_) {
    if (!reg.Certain()) {
      Write(static_cast<isa::RegisterNumber>(&reg - registers_.data()),
            FlightRegister(reg));
    }
  }
}

FlightRegister Window::Compute(const MicroOp& op) const {
  const FlightRegister a = Read(op.a);
  const FlightRegister b = Read(op.b);
  const FlightRegister c = Read(op.c);
  FlightRegister result;
  result.from = a.from | b.from | c.from;
  result.bits = IsComparison(op.operation) ? 1 : op.bits;
  result.known = a.known && b.known && c.known;
  if (a.Certain() && b.Certain() && c.Certain()) {
    result.predicted = !result.known;
    result.value =
        isa::Evaluate(op.operation, op.bits, a.value, b.value, c.value);
    return result;
  }
  if (op.operation == Operation::kCopy && op.bits >= a.bits) return a;
  const std::uint64_t start =
      Mix(static_cast<std::uint64_t>(op.operation) + 1, op.bits);
  result.identity = start;
  result.shape = start;
  for (const FlightRegister* part : {&a, &b, &c}) {
    result.identity = Mix(result.identity, IdentityOf(*part));
    result.shape = Mix(result.shape, ShapeOf(*part));
  }
  if (op.operation == Operation::kEqual) {
    result.identity = EqualityOf(op.bits, a, b);
  }
  if (op.operation == Operation::kSub) {
    result.difference = DifferenceOf(op.bits, a, b);
  }
  return result;
}

Window::Stop Window::Step() {
  const MicroOp& op = next();
  if (events_.size() + 1 >= kMostEvents) return Stop::kFull;
  switch (op.kind) {
    case Kind::kCompute:
      Write(op.result, Compute(op));
      return Go(operation_ + 1);
    case Kind::kLoad:
      return Load(op);
    case Kind::kStore:
      return Store(op);
    case Kind::kFence:
      PassFence(op.fence);
      return Go(operation_ + 1);
    case Kind::kBranch:
      return Branch(op);
    case Kind::kJump:
      return Go(op.target);
    case Kind::kReturn:
      return Return();
    case Kind::kChoose:
      return Choose(op);
    case Kind::kClearExclusive:
      monitor_event_ = kNoEvent;
      settled_.monitor = {};
      return Go(operation_ + 1);
    case Kind::kCall:
    case Kind::kTrap:
      return Stop::kBad;
  }
  return Stop::kBad;
}

Window::Stop Window::Go(std::uint64_t operation) {
  if (operation >= threads_->program().operations.size()) return Stop::kBad;
  operation_ = static_cast<std::uint32_t>(operation);
  return Stop::kNone;
}

void Window::PassFence(Fence fence) {
  switch (fence) {
    case Fence::kFull:
      ++fences_.full;
      return;
    case Fence::kLoad:
      ++fences_.load;
      return;
    case Fence::kStore:
      ++fences_.store;
      return;
    case Fence::kInstruction:
      barrier_ |= control_ | addresses_;
      return;
  }
}

Window::Stop Window::Branch(const MicroOp& op) {
  const FlightRegister condition = Read(op.a);
  if (!condition.Certain() && !HasEntry()) return Stop::kGuess;
  const bool fresh = !HasEntry();
  ScriptEntry& entry = Take();
  const Outcome sure =
      condition.value != 0 ? Outcome::kJumps : Outcome::kGoesOn;
  if (condition.Certain() && fresh) entry.outcome = sure;
  if (condition.Certain() && entry.outcome != sure) wrong_ = true;
  control_ |= condition.from;
  if (!condition.Certain()) {
    guessed_ |= condition.from;
    asked_.push_back({condition.identity, condition.from});
  }
  if (entry.outcome == Outcome::kJumps) {
    if (condition.bits == 1) Learn(condition, 1);
    return Go(op.target);
  }
  Learn(condition, 0);
  return Go(operation_ + 1);
}

Window::Stop Window::Choose(const MicroOp& op) {
  if (!HasEntry()) return Stop::kGuess;
  Write(op.result, Known(Take().value.low));
  return Go(operation_ + 1);
}

Window::Stop Window::Return() {
  const Thread& thread = threads_->thread(settled_.profile);
  if (call_ + 1 >= thread.calls) {
    call_ = thread.calls;
    return Stop::kEnd;
  }
  ++call_;
  std::ranges::fill(registers_, FlightRegister{});
  for (const RegisterValue& start : thread.registers) {
    registers_[start.reg] = Known(start.value);
  }
  monitor_event_ = kNoEvent;
  settled_.monitor = {};
  return Go(thread.entry);
}

std::uint64_t Window::Guesses() const {
  return next().kind == Kind::kChoose ? next().b.constant : 2;
}

void Window::Guess(std::uint64_t way) {
  ScriptEntry& entry = script_.emplace_back();
  switch (next().kind) {
    case Kind::kChoose:
      entry.outcome = Outcome::kChosen;
      entry.value.low = way;
      return;
    case Kind::kBranch:
      entry.outcome = way == 0 ? Outcome::kGoesOn : Outcome::kJumps;
      return;
    default:
      entry.outcome = way == 0 ? Outcome::kPending : Outcome::kFails;
  }
}

}  // namespace atomics_lab::explore
