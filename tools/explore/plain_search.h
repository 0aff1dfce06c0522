// Every execution of a small program, found in the most plain way: a second
// opinion on the search.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_PLAIN_SEARCH_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_PLAIN_SEARCH_H_

#include <cstddef>
#include <set>

#include "tools/explore/program.h"
#include "tools/explore/search.h"

namespace atomics_lab::explore {

struct PlainResult {
  // The bytes of the first region, as words, then what registers each thread is
  // observed by hold.
  std::set<Outcome> outcomes;
  bool stuck = false;  // from some state no execution ends
  std::size_t states = 0;
};

// Each operation of each thread is a step of its own, all registers count,
// threads are not sorted, and states are compared whole.
// `buffers`: x86-TSO; else sequential consistency.
// Requires: each thread makes one call; one region, whose size is a multiple of
// 8; no exclusives, choices, calls or traps; stores of read-modify-writes are
// unconditional or have a condition; no accesses of 16 bytes.
PlainResult PlainSearch(const Job& job, bool buffers);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_PLAIN_SEARCH_H_
