// The few numbers that sum up many.
#ifndef ATOMICS_LAB_TOOLS_BENCH_STATISTICS_H_
#define ATOMICS_LAB_TOOLS_BENCH_STATISTICS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "tools/result/bench.h"

namespace atomics_lab::bench {

// The value below which `fraction` of `values` lies, between two of them by
// linear interpolation (Hyndman & Fan, "Sample Quantiles in Statistical
// Packages", 1996, definition 7).
// Requires: `values` is not empty; 0 <= `fraction` <= 1.
double Quantile(std::vector<double> values, double fraction);

// Median and quartiles. Zeros for no values.
result::Spread SpreadOf(const std::vector<double>& values);

// Jain's index of fairness (Jain, Chiu & Hawe, DEC TR-301, 1984): the square of
// the sum over n times the sum of squares. 1 if all are alike, 1/n if one has
// all. 1 where there is nothing to share.
double JainIndex(std::span<const std::uint64_t> shares);

// The least of `shares` as a part of their sum: 1/n if all are alike, 0 where
// there is nothing to share.
double SlowestShare(std::span<const std::uint64_t> shares);

// By how many percent a floor may differ from the median floor.
inline constexpr double kCalmPercent = 10;

// The repetitions whose floor lies more than kCalmPercent from the median of
// all floors, although a floor should cost the same each time.
std::vector<result::MovedFloor> MovedFloors(
    const std::vector<result::BenchRepetition>& repetitions);

}  // namespace atomics_lab::bench

#endif  // ATOMICS_LAB_TOOLS_BENCH_STATISTICS_H_
