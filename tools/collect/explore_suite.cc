#include "tools/collect/explore_suite.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "counters/catalog.h"
#include "tools/collect/describe.h"
#include "tools/collect/exploration.h"
#include "tools/collect/judge.h"
#include "tools/collect/suite_steppers.h"
#include "tools/explore/explore.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/program/explore_counter.h"
#include "tools/program/instruction_set.h"
#include "tools/result/exploration.h"
#include "tools/result/result.h"

namespace atomics_lab::collect {
namespace {

absl::StatusOr<program::ExploredCounter> Search(
    const SuiteExploration& request, listing::Architecture architecture,
    const Specimen& specimen, bool witnesses) {
  const explore::Model model = OwnModel(architecture);
  const auto make_machine = [model](const explore::Job& job) {
    return explore::MakeMachine(model, job);
  };
  const auto make_narrow = [model](const explore::Job& job) {
    return explore::MakeNarrowMachine(model, job);
  };
  explore::Limits limits;
  limits.states = request.states;
  limits.memory = request.memory;
  limits.witnesses = witnesses;
  return program::ExploreCounter(request.suite,
                                 program::InstructionSetOf(architecture),
                                 {.specimen = std::string(specimen.name),
                                  .threads = request.threads,
                                  .increments = request.increments,
                                  .width_bits = specimen.claims.width_bits},
                                 make_machine, limits, make_narrow);
}

// Nobody asks how nothing came to be lost, and the report's readers load all.
void DropIdleWitnesses(const Claims& claims, result::Exploration& found) {
  const result::Value all = NothingLost(claims, found);
  for (result::ExploredOutcome& outcome : found.outcomes) {
    if (outcome.values.front() == all) outcome.witness.clear();
  }
}

result::Exploration Describe(const ExplorationQuestion& question,
                             const Specimen& specimen,
                             const program::ExploredCounter& explored) {
  if (!explored.not_explorable.empty()) {
    return NotExplorable(question, explored.not_explorable);
  }
  result::Exploration told =
      DescribeExploration(question, explored.job, explored.exploration);
  Judge(specimen.claims, true, told);
  DropIdleWitnesses(specimen.claims, told);
  return told;
}

absl::StatusOr<result::Exploration> Explore(const SuiteExploration& request,
                                            listing::Architecture architecture,
                                            const Specimen& specimen) {
  const ExplorationQuestion question = {
      .counter = std::string(specimen.name),
      .target = request.target,
      .model = OwnModel(architecture),
      .threads = request.threads,
      .increments = request.increments,
      .observed = {"Read()"},
  };
  absl::StatusOr<program::ExploredCounter> explored =
      Search(request, architecture, specimen, /*witnesses=*/false);
  if (!explored.ok()) return explored.status();
  result::Exploration told = Describe(question, specimen, *explored);
  if (told.verdict != result::ExplorationVerdict::kRefuted) return told;
  // Witnesses cost memory and time, so only what needs them is searched again.
  explored = Search(request, architecture, specimen, /*witnesses=*/true);
  if (!explored.ok()) return explored.status();
  return Describe(question, specimen, *explored);
}

}  // namespace

absl::StatusOr<result::Results> ExploreSuite(const SuiteExploration& request) {
  ABSL_ASSIGN_OR_RETURN(const listing::Binary binary,
                        listing::Binary::Open(request.suite));
  result::Results results;
  results.targets = {{.name = request.target}};
  if (request.steppers) {
    ABSL_ASSIGN_OR_RETURN(results.steppers,
                          SuiteSteppers(request.target, request.suite));
  }
  for (const Specimen& specimen : Specimens()) {
    ABSL_ASSIGN_OR_RETURN(result::Exploration exploration,
                          Explore(request, binary.architecture(), specimen));
    results.counters.push_back(DescribeSpecimen(specimen));
    results.explorations.push_back(std::move(exploration));
  }
  return results;
}

}  // namespace atomics_lab::collect
