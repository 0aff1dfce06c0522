// How far measuring has come.
#ifndef ATOMICS_LAB_TOOLS_LAB_BENCH_PROGRESS_H_
#define ATOMICS_LAB_TOOLS_LAB_BENCH_PROGRESS_H_

#include <cstddef>
#include <string>

namespace atomics_lab::lab {

// "120 of 480 runs, 27 s left", if the others take as long as those that are
// done.
// Requires: 0 < `done` <= `all`.
std::string BenchProgress(std::size_t done, std::size_t all, double seconds);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_BENCH_PROGRESS_H_
