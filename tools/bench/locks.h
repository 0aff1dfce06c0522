// Which of the catalog's counters are a plain integer behind a lock.
#ifndef ATOMICS_LAB_TOOLS_BENCH_LOCKS_H_
#define ATOMICS_LAB_TOOLS_BENCH_LOCKS_H_

#include <span>
#include <string_view>

namespace atomics_lab::bench {

// Guarantees: the names of absl_mutex and of every Guarded<Lock>, in the
// catalog's order. Needs none of their headers.
std::span<const std::string_view> Locks();

bool IsLock(std::string_view counter);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_LOCKS_H_
