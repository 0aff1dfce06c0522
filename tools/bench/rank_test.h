// Whether one group of measurements tends to be greater than another.
#ifndef ATOMICS_LAB_TOOLS_BENCH_RANK_TEST_H_
#define ATOMICS_LAB_TOOLS_BENCH_RANK_TEST_H_

#include <span>

namespace atomics_lab::bench {

struct RankTest {
  // The chance of groups at least as far apart if nothing differed, in either
  // direction: two-sided.
  double p = 1;
  // The effect's size: how often a value of the second group is greater than
  // one of the first, ties counted as half. 0.5: neither is.
  double superiority = 0.5;
};

// The Mann-Whitney U test. Exact where no two values are equal; otherwise by
// the normal approximation with corrections for ties and for continuity.
// Requires: at most 64 values in each group. Guarantees: p = 1 if a group is
// empty.
// Source: Mann & Whitney, "On a Test of Whether One of Two Random Variables Is
// Stochastically Larger than the Other", 1947; Vargha & Delaney, "A Critique
// and Improvement of the CL Common Language Effect Size", 2000.
RankTest MannWhitney(std::span<const double> first,
                     std::span<const double> second);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_RANK_TEST_H_
