// Two measurements of the same counters: what changed beyond noise.
#ifndef ATOMICS_LAB_TOOLS_BENCH_COMPARE_H_
#define ATOMICS_LAB_TOOLS_BENCH_COMPARE_H_

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tools/result/bench.h"
#include "tools/result/bench_comparison.h"

namespace atomics_lab::bench {

// A row has changed if both hold: repetitions as far apart are this unlikely
// where nothing differs, and the medians differ by this much.
inline constexpr double kChangedP = 0.01;
inline constexpr double kChangedPercent = 5;

// Whether a measurement such as `now` could be held against `old`; rows and
// circumstances do not count.
// Errors: FailedPrecondition, one line: measured on another kind of machine or
// target, against another baseline, or with another affinity.
absl::Status CheckComparable(const result::Bench& old,
                             std::string_view old_name,
                             const result::Bench& now);

// Holds rows of the same counter, number of threads, mix and hint against each
// other, by the ratios to the floor, which leave out what slowed all of the
// machine: Mann-Whitney on the repetitions (rank_test.h).
// Guarantees: rows in `now`'s order. `old_name` stands for the older file in
// messages.
// Errors: as CheckComparable; FailedPrecondition if no row is in common.
absl::StatusOr<result::BenchComparison> Compare(const result::Bench& old,
                                                std::string_view old_name,
                                                const result::Bench& now);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_COMPARE_H_
