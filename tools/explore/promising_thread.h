// One thread of the promising search: what it holds, and its views.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_PROMISING_THREAD_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_PROMISING_THREAD_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/isa/micro_op.h"

namespace atomics_lab::explore::promising {

// 0: at the start. A view is a time, too.
using Time = std::uint32_t;

// Of a message that is not there yet. A register that comes from one has a
// value that is not known.
inline constexpr Time kFuture = 1 << 16;

// A store that is visible, or promised.
struct Message {
  std::size_t thread = 0;
  std::size_t place = 0;    // which word of memory
  std::uint64_t value = 0;  // of the whole word

  auto operator<=>(const Message&) const = default;
};

// The message of time t is at t - 1.
using Messages = std::vector<Message>;

// What a register or a constant holds, and what it comes from. What only
// decided whether a `cas` stored is a pick dependency: it orders stores, but
// not loads.
struct Held {
  std::uint64_t value = 0;
  Time data = 0;
  Time pick = 0;  // `data` and pick dependencies; at least `data`
};

inline bool IsKnown(const Held& held) { return held.data < kFuture; }

using Registers = std::vector<Held>;

// A thread's own last store to a place. What is read from it before others see
// it depends on what the store came from, and not on the store's own time.
struct OwnStore {
  Time time = 0;     // 0: there is none
  Time plain = 0;    // the view of a load that it is forwarded to
  Time acquire = 0;  // of one that acquires
  Time data = 0;     // what a register so loaded comes from
  Time pick = 0;
};

struct PlaceViews {
  Time coherence = 0;
  OwnStore own;
};

// `…_picked`: with the pick dependencies of what was read.
struct Views {
  Time reads = 0;    // later loads read nothing older
  Time writes = 0;   // later stores stand behind it
  Time control = 0;  // what branches and addresses came from
  Time releases = 0;
  Time past_reads = 0;
  Time past_reads_picked = 0;
  Time past_writes = 0;
  Time past_accesses = 0;
  Time past_accesses_picked = 0;
};

// Of an exclusive load.
struct Monitor {
  bool set = false;
  std::size_t place = 0;
  int size = 0;
  Time time = 0;  // of what it read
  Time view = 0;  // at which it read
};

struct ThreadNow {
  std::size_t operation = 0;
  Registers registers;
  std::vector<PlaceViews> places;
  Views views;
  Monitor monitor;
  std::uint64_t promises = 0;  // bit t - 1: its own message, not stored yet
};

inline bool IsPromised(const ThreadNow& thread, Time time) {
  return (thread.promises >> (time - 1) & 1) != 0;
}

inline void Raise(Time& view, Time to) {
  if (view < to) view = to;
}

Held Get(const Registers& registers, const isa::Source& source);

// Requires: a kCompute.
void Compute(Registers& registers, const isa::MicroOp& op);

void PassFence(Views& views, isa::Fence fence);

// What a load may see at least, before it reads. Also of a kReadModifyWrite.
Time ReadFrom(const ThreadNow& thread, const isa::MicroOp& load);

// The load reads `value` of time `time` at the place; its result is in the
// register. Guarantees: returns the view at which it was read.
Time Read(ThreadNow& thread, const isa::MicroOp& load, std::size_t place,
          Time time, std::uint64_t value);

// What a store comes from.
struct StoreViews {
  Held address;
  // The value, the condition of a `cas`: without what the load of the same
  // instruction read, and with it.
  Held value;
  Held condition;
  Held value_with_read;
  Held condition_with_read;
  Time read = 0;  // of an atomic store: the view of the load before it
  // A read-modify-write that both acquires and releases: everything later
  // waits for its store.
  bool fences = false;
};

// The least time behind which the store may stand.
Time WriteBehind(const ThreadNow& thread, const isa::MicroOp& store,
                 std::size_t place, const StoreViews& from);

// The store is the message of time `time`.
void Write(ThreadNow& thread, const isa::MicroOp& store, std::size_t place,
           const StoreViews& from, Time time);

}  // namespace atomics_lab::explore::promising

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_PROMISING_THREAD_H_
