// Which of the catalog's counters are a plain integer behind a lock, and which
// hints the spinning ones can be given.
#ifndef ATOMICS_LAB_TOOLS_BENCH_LOCKS_H_
#define ATOMICS_LAB_TOOLS_BENCH_LOCKS_H_

#include <span>
#include <string_view>

namespace atomics_lab::bench {

// Guarantees: the names of absl_mutex and of every Guarded<Lock>, in the
// catalog's order. Needs none of their headers.
std::span<const std::string_view> Locks();

bool IsLock(std::string_view counter);

// Guarantees: of those, the names of the spinning locks whose way of waiting is
// a parameter (Guarded<Lock<>>), so that they can be given a hint (hints.h); in
// the catalog's order.
std::span<const std::string_view> SpinLocks();

bool IsSpinLock(std::string_view counter);

// Guarantees: the names of this architecture's spin hints, "none" first.
std::span<const std::string_view> Hints();

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_LOCKS_H_
