// Two places of a program with what registers hold there, symbolically.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_COMPARED_PAIR_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_COMPARED_PAIR_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "tools/explore/future_classes.h"
#include "tools/explore/liveness.h"
#include "tools/explore/symbolic_terms.h"

namespace atomics_lab::explore {

struct ComparedHalf {
  std::uint64_t operation = 0;
  std::vector<Term> registers;
};

using ComparedPair = std::pair<ComparedHalf, ComparedHalf>;

// Puts an unknown for each constant that both hold in a live register. False
// if there is none.
bool ForgetConstants(ComparedPair& pair, const std::vector<RegisterSet>& live,
                     Terms& terms);

// Gives the unknowns in live registers new names, in order, and returns what
// the two are then: equal for pairs that differ only in names, and in which of
// the two is the first. How unknowns were computed is forgotten, but for which
// are truth values, so that a pair is compared as what it is known as.
std::pair<FutureClasses::Text, FutureClasses::Text> Rename(
    ComparedPair& pair, const std::vector<RegisterSet>& live, Terms& terms);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_COMPARED_PAIR_H_
