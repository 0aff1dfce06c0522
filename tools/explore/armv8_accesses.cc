// How loads and stores enter a window.
#include <cstddef>
#include <cstdint>

#include "tools/explore/armv8_events.h"
#include "tools/explore/armv8_order.h"
#include "tools/explore/armv8_threads.h"
#include "tools/explore/armv8_window.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::Atomicity;
using isa::MicroOp;
using isa::Operation;
using isa::Source;
using Outcome = ScriptEntry::Outcome;

FlightRegister Known(std::uint64_t value) { return {.value = value}; }

}  // namespace

Event Window::MakeEvent(const MicroOp& op) const {
  const FlightRegister address = Read(op.a);
  Event event;
  event.operation = operation_;
  event.call = call_;
  event.address = address.known ? address.value : 0;
  event.placed = address.known;
  event.size = op.size;
  event.own =
      event.placed && threads_->IsOwn(settled_.profile, event.address, op.size);
  event.atomicity = op.atomicity;
  event.address_from = address.from;
  event.control_from = control_;
  event.earlier_address_from = addresses_;
  event.barrier_from = barrier_;
  event.fences = fences_;
  return event;
}

void Window::AddEvent(const Event& event) {
  events_.push_back(event);
  addresses_ |= event.address_from;
}

Window::Stop Window::Load(const MicroOp& op) {
  Event load = MakeEvent(op);
  load.entry = at_;
  load.acquire = op.acquire;
  load.discarded = op.discarded;
  const ScriptEntry& entry = Take();
  load.performed = !load.own && entry.outcome == Outcome::kPerformed;
  load.value = entry.value;
  if (load.performed && !load.placed) wrong_ = true;
  const std::size_t number = events_.size();
  AddEvent(load);
  Event& added = events_.back();
  added.source = LastStoreBefore(events_, number);
  if (added.own) PerformOwnLoad(added);
  added.picked = RestsOnGuess(events_, number);
  FlightRegister result;
  result.known = added.performed;
  result.from = SetOf(number);
  // A load whose address is unknown looks like no other.
  const std::uint64_t place =
      added.placed ? added.address : Mix(number, Read(op.a).identity);
  if (added.performed) {
    result.value = added.value.low;
  } else {
    result.shape = Mix(Mix(place, static_cast<std::uint64_t>(op.size)), 3);
    result.identity = Mix(result.shape, number);
  }
  FlightRegister high = result;
  high.value = added.performed ? added.value.high : 0;
  if (!added.performed) {
    high.shape = Mix(result.shape, 5);
    high.identity = Mix(result.identity, 5);
  }
  result.bits = op.size >= 8 ? 64 : op.size * 8;
  added.identity = result.identity;
  Write(op.result, result);
  if (op.size == 16) Write(op.result_high, high);
  if (op.atomicity == Atomicity::kExclusive) {
    monitor_event_ = static_cast<int>(number);
  }
  return Go(operation_ + 1);
}

bool Window::OwnByte(std::uint64_t address, std::uint8_t& byte) const {
  const MemoryRegion* dying = threads_->DyingRegion(settled_.profile, address);
  for (std::size_t i = events_.size() - 1; i-- > 0;) {
    const Event& store = events_[i];
    if (!store.is_store || !store.own) continue;
    if (dying != nullptr && store.call != call_) break;
    if (!Overlap(store.address, store.size, address, 1)) continue;
    const std::uint64_t at = address - store.address;
    const std::uint64_t half = at < 8 ? store.value.low : store.value.high;
    byte = static_cast<std::uint8_t>(half >> (at % 8 * 8));
    return store.valued;
  }
  if (dying != nullptr && settled_.call != call_) {
    byte = dying->bytes[address - dying->address];
    return true;
  }
  const auto word = settled_.own.find(address / 8 * 8);
  const std::uint64_t bytes = word == settled_.own.end() ? 0 : word->second;
  byte = static_cast<std::uint8_t>(bytes >> (address % 8 * 8));
  return true;
}

void Window::PerformOwnLoad(Event& load) {
  load.value = {};
  if (!IsReady(events_, events_.size() - 1)) return;
  for (int i = 0; i < load.size; ++i) {
    std::uint8_t byte = 0;
    const auto at = static_cast<std::uint64_t>(i);
    if (!OwnByte(load.address + at, byte)) return;
    std::uint64_t& half = i < 8 ? load.value.low : load.value.high;
    half |= std::uint64_t{byte} << (at % 8 * 8);
  }
  load.performed = true;
}

Window::Stop Window::Store(const MicroOp& op) {
  if (op.atomicity == Atomicity::kExclusive) return ExclusiveStore(op);
  if (op.atomicity == Atomicity::kReadModifyWrite) return ConditionalStore(op);
  AddStore(op, kNoEvent, false);
  return Go(operation_ + 1);
}

void Window::AddStore(const MicroOp& op, int pair, bool guessed) {
  Event store = MakeEvent(op);
  const FlightRegister low = Read(op.b);
  const FlightRegister high = op.size == 16 ? Read(op.c) : Known(0);
  const int bits = op.size >= 8 ? 64 : op.size * 8;
  store.is_store = true;
  store.entry = at_;
  store.release = op.release;
  store.pair = pair;
  store.guessed = guessed;
  store.valued = low.known && high.known;
  store.value.low =
      isa::Evaluate(Operation::kCopy, bits, low.known ? low.value : 0, 0, 0);
  store.value.high = high.known ? high.value : 0;
  store.data_from = low.from | high.from;
  const bool performed = Take().outcome == Outcome::kPerformed;
  store.performed = performed && !store.own;
  if (store.performed && !(store.placed && store.valued)) wrong_ = true;
  AddEvent(store);
  if (store.own && store.valued) {
    events_.back().performed = IsReady(events_, events_.size() - 1);
  }
}

// A monitor on other bytes, or none, lets the store fail.
bool Window::MonitorAllows(const MicroOp& op) const {
  const FlightRegister address = Read(op.a);
  if (monitor_event_ == kNoEvent) {
    return settled_.monitor.size == op.size &&
           (!address.known || settled_.monitor.address == address.value);
  }
  const Event& load = events_[static_cast<std::size_t>(monitor_event_)];
  const bool apart =
      address.known && load.placed && load.address != address.value;
  return !apart && load.size == op.size && !script_[load.entry].lost;
}

Window::Stop Window::ExclusiveStore(const MicroOp& op) {
  const bool allowed = MonitorAllows(op);
  if (allowed && !HasEntry()) return Stop::kGuess;
  const bool fresh = !HasEntry();
  if (fresh) script_.push_back({.outcome = Outcome::kFails});
  const bool fails = script_[at_].outcome == Outcome::kFails;
  if (!fails && !allowed) wrong_ = true;
  if (fails) {
    Take();
  } else {
    AddStore(op, monitor_event_, false);
  }
  monitor_event_ = kNoEvent;
  settled_.monitor = {};
  Write(op.result, Known(fails ? 1 : 0));
  return Go(operation_ + 1);
}

Window::Stop Window::ConditionalStore(const MicroOp& op) {
  const bool always = op.condition.kind == Source::Kind::kNone;
  const FlightRegister condition = always ? Known(1) : Read(op.condition);
  if (!condition.Certain() && !HasEntry()) return Stop::kGuess;
  const Outcome sure =
      condition.value != 0 ? Outcome::kPending : Outcome::kFails;
  if (!HasEntry()) script_.push_back({.outcome = sure});
  const bool fails = script_[at_].outcome == Outcome::kFails;
  if (condition.Certain() && fails != (sure == Outcome::kFails)) wrong_ = true;
  Learn(condition, fails ? 0 : 1);
  if (fails) {
    Take();
    return Go(operation_ + 1);
  }
  int pair = kNoEvent;
  for (std::size_t i = events_.size(); i-- > 0 && pair == kNoEvent;) {
    if (!events_[i].is_store) pair = static_cast<int>(i);
  }
  AddStore(op, pair, !condition.known);
  return Go(operation_ + 1);
}

}  // namespace atomics_lab::explore
