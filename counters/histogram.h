// How often each final value came out.
#ifndef ATOMICS_LAB_COUNTERS_HISTOGRAM_H_
#define ATOMICS_LAB_COUNTERS_HISTOGRAM_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace atomics_lab {

// Final value → number of runs that ended with it, largest value first.
using Histogram = std::map<std::uint64_t, std::uint64_t, std::greater<>>;

// Guarantees: the sum of the counts.
std::uint64_t Runs(const Histogram& histogram);

// One line: "4:998,3:2". Empty for an empty histogram.
std::string Compact(const Histogram& histogram);

// One line per value, columns aligned, each line ended: value, count, share.
//   4  998   99.80 %
//   3    2    0.20 %
std::string Table(const Histogram& histogram);

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_HISTOGRAM_H_
