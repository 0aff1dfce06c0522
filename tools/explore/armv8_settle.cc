// The two ends of a window: what leaves it at the front, and where fetching at
// the back has gone in a circle.
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "tools/explore/armv8_window.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::Atomicity;
using isa::MicroOp;
using Kind = MicroOp::Kind;

}  // namespace

bool Window::CanSettle() const {
  const MicroOp& op = next();
  if (op.kind == Kind::kChoose) return HasEntry();
  if (op.kind != Kind::kLoad && op.kind != Kind::kStore) return true;
  Window ahead(*this);
  if (ahead.Step() != Stop::kNone || ahead.wrong()) return false;
  for (const Event& event : ahead.events_) {
    if (!event.performed) return false;
  }
  // The pair stays together, for others' writes must not come between.
  if (op.kind == Kind::kStore || op.atomicity != Atomicity::kReadModifyWrite) {
    return true;
  }
  while (ahead.next().kind == Kind::kCompute) ahead.Step();
  const std::size_t before = ahead.events_.size();
  if (ahead.Step() != Stop::kNone) return false;
  return ahead.events_.size() == before || ahead.events_.back().performed;
}

void Window::Settle() {
  for (const Event& event : events_) {
    if (event.is_store && event.own) SettleOwnStore(event);
    const bool monitored =
        !event.is_store && event.atomicity == Atomicity::kExclusive;
    if (monitored) {
      settled_.monitor = {};
      if (!script_[event.entry].lost) {
        settled_.monitor = {event.address, event.size};
      }
    }
  }
  for (std::size_t i = 0; i < registers_.size(); ++i) {
    registers_[i].from = 0;
    settled_.registers[i] = registers_[i].value;
  }
  if (call_ != settled_.call) BuryCall();
  settled_.operation = operation_;
  settled_.call = call_;
  events_.clear();
  monitor_event_ = kNoEvent;
  control_ = guessed_ = addresses_ = barrier_ = 0;
  fences_ = {};
}

bool Window::WentInCircle() {
  if (!threads_->IsLoopHead(operation_)) return false;
  for (const auto& visit : visits_) {
    if (visit->operation == operation_ && visit->call == call_ &&
        Alike(*visit)) {
      return true;
    }
  }
  visits_.push_back(std::make_shared<const Visit>(
      Visit{operation_, call_, registers_, events_.size(), monitor_event_,
            control_, guessed_, asked_.size()}));
  return false;
}

// An atomic operation that wrote what it had read can be taken out of an
// execution with the iteration it is in: nothing came between its two halves.
bool Window::OnlySilentStores(const Visit& visit) const {
  for (std::size_t i = visit.events; i < events_.size(); ++i) {
    const Event& store = events_[i];
    if (!store.is_store) continue;
    if (store.atomicity == Atomicity::kNone || !store.placed || store.own ||
        store.pair < static_cast<int>(visit.events)) {
      return false;
    }
    const Event& load = events_[static_cast<std::size_t>(store.pair)];
    if (!load.performed || !load.valued || !store.valued ||
        load.value != store.value) {
      return false;
    }
  }
  return true;
}

bool Window::ValueAlike(isa::RegisterNumber reg, const FlightRegister& was,
                        const FlightRegister& is) const {
  if (was.value == is.value) return true;
  SameFuture& same = threads_->same_future();
  return was.known && is.known && was.from == 0 && is.from == 0 &&
         same.Representative(operation_, reg, was.value) ==
             same.Representative(operation_, reg, is.value);
}

bool Window::Alike(const Visit& visit) const {
  const RegisterSet& live =
      threads_->LiveAt(settled_.profile, operation_, call_);
  if (!OnlySilentStores(visit)) return false;
  if (live[kMonitor] && visit.monitor_event != monitor_event_) return false;
  // Having the same future, the two go on alike by accesses. An iteration
  // without any cannot be left out for that: the first would wait for it.
  const bool accessed = events_.size() > visit.events;
  EventSet matters = 0;
  for (std::size_t i = 0; i < events_.size(); ++i) {
    const bool done = events_[i].performed && !events_[i].picked;
    if (!done) matters |= SetOf(i);
  }
  EventSet kept = 0;
  EventSet before = 0;
  EventSet now = 0;
  for (std::size_t i = 0; i < registers_.size(); ++i) {
    if (!live[i]) continue;
    const FlightRegister& was = visit.registers[i];
    const FlightRegister& is = registers_[i];
    if (was.known != is.known || was.predicted != is.predicted ||
        was.shape != is.shape || (!accessed && was.value != is.value) ||
        !ValueAlike(static_cast<isa::RegisterNumber>(i), was, is)) {
      return false;
    }
    const EventSet old_from = was.from & matters;
    const EventSet new_from = is.from & matters;
    if (old_from == new_from) {
      if (was.identity != is.identity) return false;
      kept |= old_from;
      continue;
    }
    if (before != 0 && (before != old_from || now != new_from)) return false;
    before = old_from;
    now = new_from;
  }
  if (before == now) return true;
  return (kept & (before | now)) == 0 && Renamed(visit, before, now);
}

// True if the iteration before `visit` was one of a loop around `cas`: `load`
// is its read, that it fails is all that it guessed, and what it was compared
// with is all that it changed. Reading what a later iteration reads it fails as
// well, or else that iteration leads back to where this one started.
//
// Or it was one of a loop around an exclusive load and a store that failed or
// was not tried, and all that it asked of what it read is whether that is what
// was expected. Reading what a later iteration reads it fails as well, if only
// because a store-conditional may always fail.
bool Window::FailsLikewise(const Visit& visit, std::size_t load) const {
  const Atomicity atomicity = events_[load].atomicity;
  if (load + 1 != visit.events || atomicity == Atomicity::kNone) return false;
  const bool exclusive = atomicity == Atomicity::kExclusive;
  const RegisterSet& live =
      threads_->LiveAt(settled_.profile, visit.operation, visit.call);
  for (const auto& earlier : visits_) {
    const Visit& start = *earlier;
    const bool monitor = exclusive ? !live[kMonitor]
                                   : start.monitor_event == visit.monitor_event;
    if (start.operation != visit.operation || start.call != visit.call ||
        start.events != load || !monitor) {
      continue;
    }
    if (exclusive ? DiffersByRead(start, visit, load)
                  : DiffersByFailure(start, visit, load)) {
      return true;
    }
  }
  return false;
}

// True if between two visits nothing was asked of the load but that.
bool Window::AskedOnly(const Visit& before, const Visit& after,
                       std::size_t load, std::uint64_t equality) const {
  FlightRegister equal;
  equal.identity = equality;
  equal.known = false;
  equal.bits = 1;
  const std::uint64_t negated = NegationOf(equal);
  for (std::size_t i = before.asked; i < after.asked; ++i) {
    const Asked& asked = asked_[i];
    const bool of_load = (asked.from & SetOf(load)) != 0;
    if (of_load && asked.identity != equality && asked.identity != negated) {
      return false;
    }
  }
  return true;
}

bool Window::DiffersByRead(const Visit& before, const Visit& after,
                           std::size_t load) const {
  const RegisterSet& live =
      threads_->LiveAt(settled_.profile, before.operation, before.call);
  const Event& read = events_[load];
  for (std::size_t i = 0; i < registers_.size(); ++i) {
    if (!live[i]) continue;
    const FlightRegister& was = before.registers[i];
    const FlightRegister& is = after.registers[i];
    if ((is.from & SetOf(load)) == 0) {
      if (was.value != is.value || was.identity != is.identity) return false;
      continue;
    }
    if (is.Certain() || is.identity != read.identity ||
        !AskedOnly(before, after, load, EqualityOf(read.size * 8, was, is))) {
      return false;
    }
  }
  return true;
}

bool Window::DiffersByFailure(const Visit& before, const Visit& after,
                              std::size_t load) const {
  const RegisterSet& live =
      threads_->LiveAt(settled_.profile, before.operation, before.call);
  const Event& read = events_[load];
  bool failed = false;
  for (std::size_t i = 0; i < registers_.size(); ++i) {
    if (!live[i]) continue;
    const FlightRegister& was = before.registers[i];
    const FlightRegister& is = after.registers[i];
    if ((is.from & SetOf(load)) == 0) {
      if (was.value != is.value || was.identity != is.identity) return false;
      continue;
    }
    if (is.Certain() || is.identity != read.identity) return false;
    for (const Fact& fact : facts_) {
      const std::uint64_t same = EqualityOf(read.size * 8, was, is);
      failed |= fact.identity == same && fact.value == 0;
    }
    if (!failed) return false;
  }
  return failed;
}

// True if a load of the iteration can stand for the one before it that the
// registers came from: exactly one load each, of the same bytes, and nothing
// else saw the first.
bool Window::Renamed(const Visit& visit, EventSet before, EventSet now) const {
  if (std::popcount(before) != 1 || std::popcount(now) != 1) return false;
  const auto first = static_cast<std::size_t>(std::countr_zero(before));
  const auto second = static_cast<std::size_t>(std::countr_zero(now));
  if (first >= visit.events || second < visit.events) return false;
  const Event& a = events_[first];
  const Event& b = events_[second];
  if (a.performed || b.performed || a.own || !a.placed || !b.placed ||
      a.address != b.address || a.size != b.size) {
    return false;
  }
  const bool fails = FailsLikewise(visit, first);
  const bool may_guess = fails && a.atomicity == Atomicity::kExclusive;
  if ((visit.guessed & before) != 0 && !may_guess) return false;
  if ((visit.control & before) != 0 && !fails) return false;
  for (std::size_t i = first + 1; i < visit.events; ++i) {
    const Event& seen = events_[i];
    const EventSet from = seen.address_from | seen.data_from;
    if ((from & before) != 0 || !seen.placed || Overlap(seen, a)) return false;
  }
  return true;
}

}  // namespace atomics_lab::explore
