// Which of a thread's events go before which: "locally ordered before" of
// aarch64.cat (herd7 7.58), without page tables, tags and instruction fetch.
//
// Not told apart from what is stronger, because micro-operations do not say it:
// dependencies through a conditional select order loads too ("pick"
// dependencies order only stores).
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_ORDER_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_ORDER_H_

#include <cstddef>

#include "absl/types/span.h"
#include "tools/explore/armv8_events.h"

namespace atomics_lab::explore {

// True if events[first] is ordered before events[second] by one of the model's
// rules. Requires: first < second.
bool OrderedBefore(absl::Span<const Event> events, std::size_t first,
                   std::size_t second);

// True if nothing earlier keeps the event from being performed. Knows neither
// whether its address and value are known nor what it reads.
bool IsReady(absl::Span<const Event> events, std::size_t event);

// True if what the load reads, or from where, rests on a guess that a `cas`
// succeeds, by registers and forwarding: stores that this value reaches, and
// all behind an `isb` that it reaches, wait for what that `cas` asks.
bool ValueRestsOnGuess(absl::Span<const Event> events, std::size_t load);

// True if the load, already performed, does so, or comes after one that does
// (local order, transitively): a store after it waits likewise ("pick-lob").
// Requires: Event::value_picked is set.
bool RestsOnGuess(absl::Span<const Event> events, std::size_t load);

// The last store before `load` to some of its bytes; kNoEvent if there is none.
int LastStoreBefore(absl::Span<const Event> events, std::size_t load);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_ARMV8_ORDER_H_
