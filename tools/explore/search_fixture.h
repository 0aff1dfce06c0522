// What tests of the search ask, and of which machine.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_SEARCH_FIXTURE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_SEARCH_FIXTURE_H_

#include <memory>
#include <utility>
#include <vector>

#include "absl/log/check.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "tools/explore/in_order_machines.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/explore/search.h"

namespace atomics_lab::explore {

using MakeMachine = std::unique_ptr<Machine> (*)(const Job&);

inline absl::StatusOr<Outcome> FinalX(const FinalState& state) {
  ABSL_ASSIGN_OR_RETURN(const Value x, state.Read(kX, 8));
  return Outcome{x.low};
}

inline absl::StatusOr<Outcome> BothRegisters(const FinalState& state) {
  return Outcome{state.Register(0, 1), state.Register(1, 1)};
}

inline Exploration MustExplore(const Job& job, MakeMachine make,
                               const Observe& observe = FinalX,
                               const Limits& limits = {}) {
  const std::unique_ptr<Machine> machine = make(job);
  absl::StatusOr<Exploration> found = Search(job, *machine, observe, limits);
  CHECK_OK(found.status());
  return *std::move(found);
}

inline absl::Status ErrorOf(const Job& job, MakeMachine make = MakeScMachine) {
  const std::unique_ptr<Machine> machine = make(job);
  return Search(job, *machine, FinalX, {}).status();
}

inline std::vector<Outcome> OutcomesOf(const Exploration& found) {
  std::vector<Outcome> outcomes;
  outcomes.reserve(found.outcomes.size());
  for (const Reached& reached : found.outcomes) {
    outcomes.push_back(reached.outcome);
  }
  return outcomes;
}

inline std::vector<Outcome> OutcomesOf(const Job& job, MakeMachine make,
                                       const Observe& observe = FinalX) {
  return OutcomesOf(MustExplore(job, make, observe));
}

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_SEARCH_FIXTURE_H_
