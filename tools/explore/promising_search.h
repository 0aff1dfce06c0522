// Every outcome of a small program under Armv8, by views and promises: a second
// opinion on the Armv8 machine, with which it shares no code and no idea.
//
// Memory is a list of messages, the stores in the order in which they become
// visible; a message's time is its place in the list. Threads run in program
// order, and carry views: times that say what a load may no longer read and
// before what a store may no longer stand. A store may be in memory before its
// thread reaches it: it was promised.
//
// All promises come first, and threads run after that, each alone: given the
// messages, no thread can tell what another one reads. So the search makes
// lists of messages, one message at a time, and an outcome is a list on which
// every thread can run to its end, such that its stores are just its messages.
// Views suffice to say so; that a thread must be able to keep its promises
// before it makes a further one only keeps the number of lists small.
//
// Source: C. Pulte, J. Pichon-Pharabod, J. Kang, S.-H. Lee, C.-K. Hur,
// "Promising-ARM/RISC-V: a simpler and faster operational concurrency model",
// PLDI 2019. Atomic instructions, `ldapr` and pick dependencies, which it has
// not, follow aarch64.cat (herd7 7.58).
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_PROMISING_SEARCH_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_PROMISING_SEARCH_H_

#include <cstddef>
#include <set>

#include "tools/explore/program.h"
#include "tools/explore/search.h"

namespace atomics_lab::explore {

struct PromisingResult {
  // The bytes of the first region, as words, then what the registers hold that
  // each thread is observed by.
  std::set<Outcome> outcomes;
  std::size_t memories = 0;  // lists of messages that were looked at
};

// Requires: each thread makes one call and accesses nothing but `memory`, which
// is one region, writable, at an address and of a size that are multiples of 8.
// An access is of at most 8 bytes and at such a multiple, and those of one word
// have one size. There are no alternative starts, jumps back, calls, choices or
// traps, and fewer than 64 stores.
// Guarantees: exact. Errors: none; what it requires is checked, or its callers'
// to keep.
PromisingResult PromisingSearch(const Job& job);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_PROMISING_SEARCH_H_
