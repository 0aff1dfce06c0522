// What an Armv8 thread can do next: fetching ahead, and trying each guess.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/explore/armv8_machine.h"
#include "tools/explore/armv8_order.h"
#include "tools/explore/armv8_window.h"
#include "tools/explore/reachable_accesses.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore {
namespace {

using Kind = isa::MicroOp::Kind;

// So many operations fetched in advance fill a window too.
constexpr int kMostFetchedOperations = 1 << 12;

// Ways to guess that are followed from one state.
constexpr int kMostWays = 4096;

constexpr std::size_t kNeverAsked = ~std::size_t{0};

// Whether an event of plain type that came next could still be performed: if a
// load cannot, nothing can, as all that holds a load back but for its own
// dependencies holds a store back as well.
bool IsBlocked(const Window& window, const FencesBefore& fences,
               EventSet barrier) {
  Event probe;
  probe.fences = fences;
  probe.barrier_from = barrier;
  std::vector<Event> events = window.events();
  events.push_back(probe);
  return !IsReady(events, events.size() - 1);
}

std::size_t SharedInFlight(const Window& window) {
  std::size_t shared = 0;
  for (const Event& event : window.events()) shared += event.own ? 0 : 1;
  return shared;
}

bool AllPerformed(const Window& window) {
  for (const Event& event : window.events()) {
    if (!event.performed) return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<absl::Span<const Move>> Armv8Machine::Moves(LocalState state) {
  Choices& choices = choices_[state];
  if (!choices.made) {
    choices.made = true;
    const Loaded loaded = Load(state);
    if (!Finished(state)) FetchAll(loaded, choices);
  }
  return absl::MakeConstSpan(choices.moves);
}

bool Armv8Machine::AllMustWait(const Window& window) const {
  const std::vector<Event>& events = window.events();
  if (AllPerformed(window)) return false;
  const std::uint32_t profile = window.settled().profile;
  KnownRegisters registers;
  ForEachRegister(threads_.LiveAt(profile, window.operation(), window.call()),
                  [&](std::size_t i, std::size_t) {
                    const auto reg = static_cast<isa::RegisterNumber>(i);
                    const FlightRegister& held = window.Read(reg);
                    if (held.Certain()) registers.Set(reg, held.value);
                  });
  const ReachableAccesses::Places& places =
      threads_.Reachable(profile, window.operation(), window.call(), registers);
  const auto waits = [&](const AccessedPlace& place) {
    return std::ranges::any_of(events, [&](const Event& event) {
      return !event.performed && !event.own && event.placed &&
             event.address == place.address && event.size == place.size;
    });
  };
  return places.has_value() &&
         std::ranges::all_of(*places, [&](const AccessedPlace& place) {
           return threads_.IsOwn(profile, place.address, place.size) ||
                  waits(place) ||
                  (!place.stored &&
                   !threads_.MayBeStored(place.address, place.size));
         });
}

bool Armv8Machine::GoesBackTooSoon(const Window& window) {
  if (!options_.back_edges_wait || window.Scripted() || AllPerformed(window)) {
    return false;
  }
  back_edge_waited_ = true;
  return true;
}

void Armv8Machine::FetchAll(const Loaded& loaded, Choices& choices) {
  Ways ways;
  ways.push_back({.window = Window(threads_, loaded.settled, loaded.script)});
  for (int followed = 0; !ways.empty(); ++followed) {
    if (followed == kMostWays) {
      ways_cut_ = true;
      return;
    }
    Ahead ahead = std::move(ways.back());
    ways.pop_back();
    Fetch(std::move(ahead), ways, choices);
  }
}

void Armv8Machine::Fetch(Ahead ahead, Ways& ways, Choices& choices) {
  Window& window = ahead.window;
  std::size_t asked = kNeverAsked;
  for (; ahead.operations < kMostFetchedOperations; ++ahead.operations) {
    const bool scripted = window.Scripted();
    if (options_.merge_iterations && window.WentInCircle() && !scripted) {
      merged_ = true;
      return;
    }
    if (!scripted && (SharedInFlight(window) >= options_.window)) {
      window_filled_ = true;
      return;
    }
    if (!scripted && IsBlocked(window, window.fences(), window.barrier())) {
      return;
    }
    if (options_.stop_at_waiting && !scripted &&
        asked != window.events().size()) {
      asked = window.events().size();
      if (AllMustWait(window)) {
        stopped_at_waiting_ = true;
        return;
      }
    }
    const std::uint32_t from = window.operation();
    const std::size_t events = window.events().size();
    const Window::Stop stop = window.Step();
    if (window.wrong() || stop == Window::Stop::kBad) return;
    if (stop == Window::Stop::kGuess) return Guess(std::move(ahead), ways);
    if (stop == Window::Stop::kEnd) return OfferEnd(window, choices);
    if (stop == Window::Stop::kFull) break;
    if (window.events().size() > events) {
      Offer(window, ahead.guessed, choices);
    }
    if (window.operation() <= from && GoesBackTooSoon(window)) return;
  }
  window_filled_ = true;
}

// The first way is followed first.
void Armv8Machine::Guess(Ahead ahead, Ways& ways) {
  if (ahead.window.Guesses() == 0) return;
  ahead.guessed = true;
  for (std::uint64_t way = ahead.window.Guesses(); way-- > 1;) {
    ways.push_back(ahead);
    ways.back().window.Guess(way);
  }
  ways.push_back(std::move(ahead));
  ways.back().window.Guess(0);
}

void Armv8Machine::Offer(const Window& window, bool guessed, Choices& choices) {
  const std::size_t number = window.events().size() - 1;
  const Event& event = window.events()[number];
  if (event.performed || event.own || !event.placed ||
      !IsReady(window.events(), number) ||
      !threads_
           .CheckAccess(window.settled().profile, event.operation,
                        event.address)
           .ok()) {
    return;
  }
  Move move{.size = static_cast<std::uint8_t>(event.size),
            .address = event.address,
            .operation = event.operation,
            .note = guessed ? "goes ahead on a guess" : ""};
  if (!event.is_store) return OfferLoad(window, move, choices);
  if (!event.valued) return;
  move.kind = Move::Kind::kWrite;
  move.value = event.value;
  choices.moves.push_back(move);
  choices.plans.push_back({.script = window.script(), .entry = event.entry});
}

void Armv8Machine::OfferLoad(const Window& window, Move move,
                             Choices& choices) {
  const std::vector<Event>& events = window.events();
  const Event& load = events.back();
  Plan plan{.script = window.script(), .entry = load.entry};
  move.kind = Move::Kind::kRead;
  if (load.source != kNoEvent) {
    const Event& store = events[static_cast<std::size_t>(load.source)];
    if (!store.performed) {
      part_waited_ |= !Covers(store, load);
      if (!Covers(store, load)) return;
      plan.forwards = true;
      plan.forwards_unknown = !store.valued;
      if (store.valued) plan.value = PartOf(store, load);
      move.kind = Move::Kind::kInternal;
      move.note = "forwards from its own store";
    }
  }
  choices.moves.push_back(move);
  choices.plans.push_back(std::move(plan));
}

// Choices that nothing follows are made by a move of their own.
void Armv8Machine::OfferEnd(const Window& window, Choices& choices) const {
  if (!AllPerformed(window)) return;
  Move move;
  move.operation = window.settled().operation;
  move.note = "chooses, and ends";
  for (const ScriptEntry& entry : window.script()) {
    if (entry.outcome == ScriptEntry::Outcome::kFails) {
      move.note = "the store-conditional fails";
    }
  }
  choices.moves.push_back(move);
  choices.plans.push_back({.script = window.script(), .performs = false});
}

}  // namespace atomics_lab::explore
