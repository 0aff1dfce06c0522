// What an Armv8 thread has in flight: memory events, as aarch64.cat has them.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_EVENTS_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_EVENTS_H_

#include <cstddef>
#include <cstdint>

#include "tools/explore/bytes.h"
#include "tools/explore/move.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {

// Events of one window, by position: bit i is event i.
using EventSet = std::uint64_t;
inline constexpr std::size_t kMostEvents = 64;
inline constexpr int kNoEvent = -1;

constexpr EventSet SetOf(std::size_t event) { return EventSet{1} << event; }

// The instances of fences that stand before an event.
struct FencesBefore {
  int full = 0;
  int load = 0;
  int store = 0;
};

// A load or a store. Its fields name only what local order depends on.
struct Event {
  bool is_store = false;
  std::uint32_t operation = 0;
  int call = 0;
  std::size_t entry = 0;  // position in the script
  std::uint64_t address = 0;
  bool placed = false;  // `address` is known
  bool own = false;     // private memory
  int size = 0;
  Value value;                 // of a store, and of a load that was performed
  std::uint64_t identity = 0;  // of what a load will read; see FlightRegister
  bool valued = false;         // `value` is known
  bool performed = false;
  isa::Acquire acquire = isa::Acquire::kNone;
  bool discarded = false;  // a load: see MicroOp
  bool release = false;
  isa::Atomicity atomicity = isa::Atomicity::kNone;
  int pair = kNoEvent;        // of an atomic store, the load it belongs to
  bool guessed = false;       // a store of a `cas` that may yet fail
  bool picked = false;        // rests on such a guess; see armv8_order.h
  bool value_picked = false;  // its value does, or its address
  int source = kNoEvent;      // of a load, the last earlier store to its bytes
  EventSet address_from = 0;
  EventSet data_from = 0;
  EventSet condition_from = 0;  // of the store of a `cas`: whether it stores
  EventSet control_from = 0;    // earlier branches' conditions
  EventSet earlier_address_from = 0;  // earlier accesses' addresses
  EventSet barrier_from = 0;          // what an earlier `isb` waits for
  FencesBefore fences;
};

inline bool Overlap(const Event& a, const Event& b) {
  return a.placed && b.placed && Overlap(a.address, a.size, b.address, b.size);
}

// True if all of `inner`'s bytes are `outer`'s.
inline bool Covers(const Event& outer, const Event& inner) {
  return outer.placed && inner.placed &&
         Covers(outer.address, outer.size, inner.address, inner.size);
}

// What a load of bytes of the store reads. Requires: Covers(store, load).
inline Value PartOf(const Event& store, const Event& load) {
  return PartOf(store.value, load.address - store.address, load.size);
}

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_EVENTS_H_
