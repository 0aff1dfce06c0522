// What came out of an exploration, held against what a specimen claims.
#ifndef ATOMICS_LAB_TESTS_EXPLORE_EXPECTATION_H_
#define ATOMICS_LAB_TESTS_EXPLORE_EXPECTATION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "counters/counter.h"
#include "tools/explore/search.h"

namespace atomics_lab::program {

struct Explored {
  int threads = 0;
  int increments = 0;                 // of each
  std::vector<std::uint64_t> values;  // final counts
  bool complete = false;
};

// Empty if they agree; else how they do not, in one line. Values that a bounded
// exploration did not find contradict nothing.
std::string Contradiction(const Claims& claims, explore::Model model,
                          const Explored& explored);

}  // namespace atomics_lab::program

#endif  // ATOMICS_LAB_TESTS_EXPLORE_EXPECTATION_H_
