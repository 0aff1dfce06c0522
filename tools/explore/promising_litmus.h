// Litmus tests asked of the promising search, and of both.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_PROMISING_LITMUS_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_PROMISING_LITMUS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "tools/explore/armv8_litmus.h"
#include "tools/explore/program.h"
#include "tools/explore/promising_search.h"
#include "tools/explore/search.h"

namespace atomics_lab::explore::litmus {

// Where the promising search's outcomes have what is observed.
inline std::vector<std::size_t> PositionsOf(const Litmus& litmus) {
  std::vector<std::size_t> starts = {kWords};
  for (const Thread& thread : JobOf(litmus).threads) {
    starts.push_back(starts.back() + thread.observed.size());
  }
  std::vector<std::size_t> positions;
  positions.reserve(litmus.registers.size() + litmus.memory.size());
  for (const auto& observed : litmus.registers) {
    positions.push_back(starts[observed.first]++);
  }
  for (const std::uint64_t address : litmus.memory) {
    positions.push_back((address - kX) / 8);
  }
  return positions;
}

// As Explored, by the promising search. Requires: what that requires.
inline Outcomes Promised(const Litmus& litmus) {
  const std::vector<std::size_t> positions = PositionsOf(litmus);
  Outcomes outcomes;
  for (const Outcome& whole : PromisingSearch(JobOf(litmus)).outcomes) {
    Row row;
    row.reserve(positions.size());
    for (const std::size_t position : positions) row.push_back(whole[position]);
    outcomes.insert(row);
  }
  return outcomes;
}

// By both, which have to agree.
inline Outcomes Agreed(const Litmus& litmus) {
  const Outcomes outcomes = Explored(litmus);
  EXPECT_EQ(outcomes, Promised(litmus)) << "the promising search differs";
  return outcomes;
}

}  // namespace atomics_lab::explore::litmus

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_PROMISING_LITMUS_H_
