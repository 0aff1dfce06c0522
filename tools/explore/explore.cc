#include "tools/explore/explore.h"

#include <memory>

#include "absl/status/statusor.h"
#include "tools/explore/in_order_machines.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"

namespace atomics_lab::explore {

std::unique_ptr<Machine> MakeMachine(Model model, const Job& job) {
  switch (model) {
    case Model::kSc:
      return MakeScMachine(job);
    case Model::kTso:
      return MakeTsoMachine(job);
    case Model::kArmv8:
      return MakeArmv8Machine(job);
  }
  return nullptr;
}

std::unique_ptr<Machine> MakeNarrowMachine(Model model, const Job& job) {
  constexpr Armv8Options kNarrow = {.window = 3};
  if (model != Model::kArmv8) return nullptr;
  return std::make_unique<Armv8Machine>(job, kNarrow);
}

absl::StatusOr<Exploration> Explore(const Job& job, Model model,
                                    const Observe& observe,
                                    const Limits& limits) {
  const std::unique_ptr<Machine> machine = MakeMachine(model, job);
  return Search(job, *machine, observe, limits);
}

}  // namespace atomics_lab::explore
