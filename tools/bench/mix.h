// Mixes: what each thread of a measurement does again and again.
#ifndef ATOMICS_LAB_TOOLS_BENCH_MIX_H_
#define ATOMICS_LAB_TOOLS_BENCH_MIX_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atomics_lab::bench {

// By itself: increments only.
struct Mix {
  std::string name = "adds";
  // A Read follows each so many adds; 0: there are no reads. Adds and reads
  // count alike as operations.
  int adds_per_read = 0;
  // So many increments a thread counts in memory of its own before it publishes
  // them with one Add. Each of them counts as an operation.
  int batch = 1;
  // Only locks have it: the lock that an increment is made under is held so
  // much longer, by a busy wait (busy_wait.h); 0: not at all.
  int section_ns = 0;

  friend bool operator==(const Mix&, const Mix&) = default;
};

// Those with a fixed name: adds, reads1 (1 % of the operations are reads),
// reads10 (10 %), batches16.
const std::vector<Mix>& Mixes();

// sectionN holds a lock for N ns more, with N from 1 to this.
inline constexpr int kMostSectionNs = 100'000;

// Nothing if no mix has that name.
std::optional<Mix> FindMix(std::string_view name);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_MIX_H_
