// How loads and stores enter a window, and come to have an address.
#include <cstddef>
#include <cstdint>
#include <vector>

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

// An address came to be known: the loads performed since must not have been
// passed over it.
bool BreaksLater(const std::vector<Event>& events, const Script& script,
                 std::size_t event) {
  const Event& placed = events[event];
  bool read = false;
  for (std::size_t i = event + 1; i < events.size(); ++i) {
    const Event& later = events[i];
    if (later.performed && !later.own && read) return true;
    if (later.is_store || !Overlap(placed, later)) continue;
    const bool from = later.source == static_cast<int>(event);
    if (placed.is_store && from && placed.own) read = true;
    if (placed.is_store && from && later.performed && !later.own) return true;
    if (!placed.is_store && !later.own && script[later.entry].overtaken) {
      return true;
    }
  }
  return false;
}

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

// The value that was forwarded, if it has come to be known; else the read that
// it waits for.
EventSet Window::TakeForwarded(Event& load, ScriptEntry& entry) const {
  if (load.source == kNoEvent) return 0;
  const Event& store = events_[static_cast<std::size_t>(load.source)];
  if (!store.valued || !Covers(store, load)) {
    return store.pair == kNoEvent ? 0
                                  : SetOf(static_cast<std::size_t>(store.pair));
  }
  load.value = entry.value = PartOf(store, load);
  load.valued = true;
  entry.forwarded = false;
  return 0;
}

Window::Stop Window::Load(const MicroOp& op) {
  Event load = MakeEvent(op);
  load.entry = at_;
  load.acquire = op.acquire;
  load.discarded = op.discarded;
  ScriptEntry& entry = Take();
  load.performed = !load.own && entry.outcome == Outcome::kPerformed;
  load.value = entry.value;
  load.valued = !entry.forwarded;
  if (load.performed && !load.placed) wrong_ = true;
  const std::size_t number = events_.size();
  AddEvent(load);
  Event& added = events_.back();
  added.source = LastStoreBefore(events_, number);
  if (added.own) PerformOwnLoad(added);
  added.value_picked = ValueRestsOnGuess(events_, number);
  added.picked = RestsOnGuess(events_, number);
  FlightRegister result;
  result.from = SetOf(number);
  if (entry.forwarded) result.from |= TakeForwarded(added, entry);
  result.known = added.performed && added.valued;
  // A load whose address is unknown looks like no other.
  const std::uint64_t place =
      added.placed ? added.address : Mix(number, Read(op.a).identity);
  if (result.known) {
    result.value = added.value.low;
  } else {
    result.shape = Mix(Mix(place, static_cast<std::uint64_t>(op.size)), 3);
    result.identity = Mix(result.shape, number);
  }
  FlightRegister high = result;
  high.value = result.known ? added.value.high : 0;
  if (!result.known) {
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
  if (pair != kNoEvent) {
    const Event& load = events_[static_cast<std::size_t>(pair)];
    wrong_ |= script_[load.entry].lost;
  }
  AddStore(op, pair, !condition.known);
  events_.back().condition_from = condition.from;
  return Go(operation_ + 1);
}

bool Window::NotePlaces() {
  bool unplaced = false;
  for (std::size_t i = 0; i < events_.size(); ++i) {
    const Event& event = events_[i];
    ScriptEntry& entry = script_[event.entry];
    if (entry.unplaced && event.placed && BreaksLater(events_, script_, i)) {
      return false;
    }
    entry.unplaced = !event.placed;
    entry.overtaken = entry.overtaken && unplaced;
    unplaced |= !event.is_store && !event.placed;
  }
  return true;
}

}  // namespace atomics_lab::explore
