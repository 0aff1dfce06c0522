#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tests/herd/compare.h"
#include "tools/explore/explore.h"
#include "tools/listing/listing.h"
#include "tools/litmus/assemble.h"
#include "tools/litmus/job.h"
#include "tools/litmus/litmus.h"

namespace atomics_lab::herd {
namespace {

States CutAll(const litmus::Test& test,
              const explore::Exploration& exploration) {
  const std::vector<litmus::Observed> observed =
      litmus::EverythingObservable(test);
  States states;
  for (const explore::Reached& reached : exploration.outcomes) {
    states.insert(litmus::StateOf(test, observed, reached));
  }
  return states;
}

}  // namespace

absl::StatusOr<States> Explored(const litmus::Test& test, explore::Model model,
                                const std::string& folder) {
  ABSL_ASSIGN_OR_RETURN(const auto object, litmus::Assemble(test, folder));
  ABSL_ASSIGN_OR_RETURN(
      const auto made,
      litmus::MakeJob(test, litmus::EverythingObservable(test), object));
  explore::Limits limits;
  limits.witnesses = false;
  limits.symmetry = !made.observes_registers;
  limits.states = 4'000'000;
  ABSL_ASSIGN_OR_RETURN(
      const auto exploration,
      explore::Explore(made.job, model, made.observe, limits));
  if (!exploration.complete) {
    return absl::OutOfRangeError(
        absl::StrCat("explored only in part: ", exploration.bound));
  }
  return CutAll(test, exploration);
}

}  // namespace atomics_lab::herd
