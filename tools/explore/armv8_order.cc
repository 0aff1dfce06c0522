#include "tools/explore/armv8_order.h"

#include <cstddef>

#include "absl/types/span.h"
#include "tools/explore/armv8_events.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::Acquire;
using isa::Atomicity;
using Events = absl::Span<const Event>;

bool Contains(EventSet set, std::size_t event) {
  return (set & SetOf(event)) != 0;
}

// What it waits for is not settled, though it was performed: pick-lob for
// stores, and behind an `isb` the pick rules of IFB-ob.
bool IsUnsettled(Events events, std::size_t first, const Event& second) {
  const Event& a = events[first];
  return !a.performed || (a.picked && second.is_store) ||
         (a.value_picked && Contains(second.barrier_from, first));
}

// pob: a store of a `cas` and what its condition came from, and
// dob: addr | data | ctrl; [W] | addr; [M]; po; [W] | (addr | data); lrs; [R]
bool ByDependency(Events events, std::size_t first, const Event& second) {
  if (Contains(second.address_from | second.data_from, first)) return true;
  if (second.is_store) {
    return Contains(second.condition_from | second.control_from |
                        second.earlier_address_from,
                    first);
  }
  if (second.source == kNoEvent) return false;
  const Event& store = events[static_cast<std::size_t>(second.source)];
  // What an atomic operation read itself is no such dependency of its store.
  return Contains(store.address_from | store.data_from, first) &&
         store.pair != static_cast<int>(first);
}

// aob: rmw | rmw; lrs; [A | Q]
bool ByAtomicity(Events events, std::size_t first, const Event& second) {
  if (second.is_store) return second.pair == static_cast<int>(first);
  if (second.acquire == Acquire::kNone || second.source == kNoEvent) {
    return false;
  }
  return events[static_cast<std::size_t>(second.source)].pair ==
         static_cast<int>(first);
}

// bob, the fences: dmb.full, [R \ NoRet]; dmb.ld, dmb.st
bool ByFence(const Event& first, const Event& second) {
  if (first.fences.full != second.fences.full) return true;
  if (!first.is_store) {
    return !first.discarded && first.fences.load != second.fences.load;
  }
  return second.is_store && first.fences.store != second.fences.store;
}

// [range([A]; amo; [L])]
bool IsFencingStore(Events events, const Event& store) {
  return store.is_store && store.release &&
         store.atomicity == Atomicity::kReadModifyWrite &&
         store.pair != kNoEvent &&
         events[static_cast<std::size_t>(store.pair)].acquire ==
             Acquire::kAcquire;
}

// bob, the accesses: [A | Q]; po | po; [L] | [L]; po; [A] | such a store; po
bool ByAccess(Events events, const Event& first, const Event& second) {
  if (!first.is_store && first.acquire != Acquire::kNone) return true;
  if (second.is_store && second.release) return true;
  if (first.is_store && first.release && !second.is_store &&
      second.acquire == Acquire::kAcquire) {
    return true;
  }
  return IsFencingStore(events, first);
}

// Not a rule of the model: of two loads of the same bytes with no store of the
// thread's own to them between, the earlier goes first. See armv8_machine.h.
bool InOrderByChoice(const Event& first, std::size_t at, const Event& second) {
  return !first.is_store && !second.is_store && !first.own &&
         Covers(second, first) && second.source < static_cast<int>(at);
}

}  // namespace

bool OrderedBefore(Events events, std::size_t first, std::size_t second) {
  const Event& a = events[first];
  const Event& b = events[second];
  const bool by_location = b.is_store && Overlap(a, b);
  return by_location || Contains(b.barrier_from, first) ||
         ByDependency(events, first, b) || ByAtomicity(events, first, b) ||
         ByFence(a, b) || ByAccess(events, a, b);
}

bool IsReady(Events events, std::size_t event) {
  for (std::size_t i = 0; i < event; ++i) {
    const Event& earlier = events[i];
    if (!IsUnsettled(events, i, events[event])) continue;
    if (OrderedBefore(events, i, event)) return false;
    if (!earlier.performed && InOrderByChoice(earlier, i, events[event])) {
      return false;
    }
  }
  return true;
}

bool ValueRestsOnGuess(Events events, std::size_t load) {
  EventSet from = events[load].address_from;
  const int source = events[load].source;
  if (source != kNoEvent) {
    const Event& store = events[static_cast<std::size_t>(source)];
    if (!store.performed && store.guessed) return true;
    from |= store.address_from | store.data_from | store.condition_from;
  }
  for (std::size_t i = 0; i < load; ++i) {
    if (events[i].value_picked && Contains(from, i)) return true;
  }
  return false;
}

bool RestsOnGuess(Events events, std::size_t load) {
  if (events[load].value_picked) return true;
  for (std::size_t i = 0; i < load; ++i) {
    if (events[i].picked && OrderedBefore(events, i, load)) return true;
  }
  return false;
}

int LastStoreBefore(Events events, std::size_t load) {
  for (std::size_t i = load; i-- > 0;) {
    if (events[i].is_store && Overlap(events[i], events[load])) {
      return static_cast<int>(i);
    }
  }
  return kNoEvent;
}

}  // namespace atomics_lab::explore
