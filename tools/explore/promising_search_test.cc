// The promising search against the Armv8 machine: random programs must have the
// same outcomes in both.
#include "tools/explore/promising_search.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/explore/armv8_litmus.h"
#include "tools/explore/promising_litmus.h"
#include "tools/explore/random_litmus.h"
#include "tools/explore/reduced_litmus.h"

namespace atomics_lab::explore::litmus {
namespace {

using ::testing::IsEmpty;
using ::testing::PrintToString;

constexpr unsigned kPrograms = 4000;
constexpr unsigned kLookedAt = 400;

// ATOMICS_LAB_FUZZ_SEED and ATOMICS_LAB_FUZZ_PROGRAMS: from which seed, and how
// many, where it shall be others than usual.
unsigned FromEnvironment(const char* name, unsigned otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr
             ? otherwise
             : static_cast<unsigned>(std::strtoul(value, nullptr, 10));
}

Outcomes Without(Outcomes all, const Outcomes& some) {
  for (const Row& row : some) all.erase(row);
  return all;
}

bool Agree(const Litmus& litmus) {
  return Explored(litmus) == Promised(litmus);
}

TEST(RandomArmv8Programs, HaveTheSameOutcomesByViewsAndPromises) {
  const unsigned first = FromEnvironment("ATOMICS_LAB_FUZZ_SEED", 0);
  const unsigned count =
      FromEnvironment("ATOMICS_LAB_FUZZ_PROGRAMS", kPrograms);
  std::cout << "seeds " << first << " to " << first + count - 1 << "\n";
  for (unsigned seed = first; seed != first + count; ++seed) {
    const Litmus litmus = RandomLitmus(seed);
    if (Agree(litmus)) continue;
    const Litmus reduced =
        Reduced(litmus, [](const Litmus& smaller) { return !Agree(smaller); });
    const Outcomes window = Explored(reduced);
    const Outcomes promised = Promised(reduced);
    ADD_FAILURE() << "seed " << seed << " reduced:\n"
                  << TextOf(reduced) << "the Armv8 machine only: "
                  << PrintToString(Without(window, promised))
                  << "\nthe promising search only: "
                  << PrintToString(Without(promised, window));
  }
}

// Else the comparison would prove little: it has to notice where one side has
// less order.
TEST(RandomArmv8Programs, DifferWhereOrderingsAreTakenOut) {
  unsigned noticed = 0;
  for (unsigned seed = 0; seed < kLookedAt; ++seed) {
    const Litmus litmus = RandomLitmus(seed);
    const Outcomes ordered = Explored(litmus);
    const Outcomes weaker = Promised(WithoutOrderings(litmus));
    noticed += ordered != weaker ? 1U : 0U;
    EXPECT_THAT(Without(ordered, weaker), IsEmpty()) << TextOf(litmus);
  }
  EXPECT_GE(noticed, kLookedAt / 20);
}

TEST(RandomArmv8Programs, AreOfManyKinds) {
  unsigned many_outcomes = 0;
  unsigned many_threads = 0;
  for (unsigned seed = 0; seed < kLookedAt; ++seed) {
    const Litmus litmus = RandomLitmus(seed);
    many_outcomes += Promised(litmus).size() > 8 ? 1U : 0U;
    many_threads += litmus.threads.size() > 2 ? 1U : 0U;
  }
  EXPECT_GE(many_outcomes, kLookedAt / 5);
  EXPECT_GE(many_threads, kLookedAt / 5);
}

}  // namespace
}  // namespace atomics_lab::explore::litmus
