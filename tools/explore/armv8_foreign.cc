// What another thread's write does to an Armv8 thread.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/explore/armv8_events.h"
#include "tools/explore/armv8_machine.h"
#include "tools/explore/armv8_state.h"
#include "tools/explore/armv8_window.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using isa::Atomicity;
using Kind = isa::MicroOp::Kind;

bool IsInMemory(const std::vector<Event>& events, const Event& load) {
  return load.source == kNoEvent ||
         events[static_cast<std::size_t>(load.source)].performed;
}

// Fetches the store of a pair whose load is the last that was performed.
void FetchPair(Window& window) {
  if (window.events().empty()) return;
  const Event load = window.events().back();
  if (load.is_store || load.atomicity != Atomicity::kReadModifyWrite) return;
  const std::size_t events = window.events().size();
  while (window.next().kind == Kind::kCompute) window.Step();
  if (window.next().atomicity == Atomicity::kReadModifyWrite &&
      window.next().kind == Kind::kStore && events < kMostEvents) {
    window.Step();
  }
}

// Whether it does not know yet if the pair whose load is the last event has a
// store: what a `cas` compares with has not been read.
bool PairIsOpen(const Window& window) {
  return window.next().kind == Kind::kStore &&
         window.next().atomicity == Atomicity::kReadModifyWrite;
}

// A write hit the load number `load`, and its store is still to come.
bool BreaksPair(const std::vector<Event>& events, std::size_t load) {
  for (const Event& store : events) {
    if (store.is_store && !store.performed &&
        store.pair == static_cast<int>(load)) {
      return true;
    }
  }
  return false;
}

// Takes away a monitor that was set by a settled load. False if an exclusive
// store that was guessed to succeed needs it; one that was performed had it.
bool LosesMonitor(const Window& window, std::uint64_t address, int size,
                  MonitorState& monitor) {
  if (monitor.size == 0 ||
      !Overlap(monitor.address, monitor.size, address, size)) {
    return true;
  }
  for (const Event& event : window.events()) {
    if (event.is_store && event.atomicity == Atomicity::kExclusive &&
        event.pair == kNoEvent) {
      return event.performed;
    }
  }
  monitor = {};
  return true;
}

// The earlier loads that a performed one went past.
enum class Passed : std::uint8_t { kNone, kUnknownPlace, kSamePlace };

Passed PassedBy(const std::vector<Event>& events, std::size_t load) {
  Passed passed = Passed::kNone;
  for (std::size_t i = 0; i < load; ++i) {
    const Event& earlier = events[i];
    if (earlier.is_store || earlier.performed || earlier.own) continue;
    if (Overlap(earlier, events[load])) return Passed::kSamePlace;
    if (!earlier.placed) passed = Passed::kUnknownPlace;
  }
  return passed;
}

}  // namespace

absl::StatusOr<LocalState> Armv8Machine::AfterForeignWrite(
    LocalState state, std::uint64_t address, int size) {
  Loaded loaded = Load(state);
  Window window = Replay(loaded);
  FetchPair(window);
  if (!LosesMonitor(window, address, size, loaded.settled.monitor)) {
    return kNoState;
  }
  const std::vector<Event>& events = window.events();
  const std::size_t open = PairIsOpen(window) ? events.size() - 1 : kMostEvents;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Event& load = events[i];
    const bool hit = !load.is_store && load.performed && !load.own &&
                     Overlap(load.address, load.size, address, size) &&
                     IsInMemory(events, load);
    if (!hit) continue;
    if (BreaksPair(events, i)) return kNoState;
    const Passed passed = PassedBy(events, i);
    if (passed == Passed::kSamePlace) return kNoState;
    ScriptEntry& entry = loaded.script[load.entry];
    entry.overtaken |= passed == Passed::kUnknownPlace;
    entry.lost |= i == open || window.monitor_event() == static_cast<int>(i);
  }
  return Intern(loaded.settled, loaded.script);
}

}  // namespace atomics_lab::explore
