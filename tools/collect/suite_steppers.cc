#include "tools/collect/suite_steppers.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "counters/catalog.h"
#include "tools/collect/exploration.h"
#include "tools/collect/judge.h"
#include "tools/collect/stepper.h"
#include "tools/explore/explore.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/listing/binary.h"
#include "tools/program/explore_counter.h"
#include "tools/program/instruction_set.h"
#include "tools/result/exploration.h"
#include "tools/result/stepper.h"

namespace atomics_lab::collect {
namespace {

using explore::Model;

struct Case {
  std::string_view counter;
  std::string_view target;
  Model model = Model::kSc;
  int threads = 2;
  int increments = 2;
};

// What a reader can drive, in the order of the page's list.
constexpr Case kCases[] = {
    {"racy_split", "x86_64-gcc", Model::kTso},
    {"racy_split", "x86_64-gcc", Model::kSc},
    {"racy_split", "x86_64-gcc", Model::kTso, 3, 1},
    {"racy_split", "aarch64-gcc", Model::kArmv8},
    {"fetch_add_relaxed_64", "x86_64-gcc", Model::kTso},
    {"fetch_add_relaxed_64", "aarch64-gcc", Model::kArmv8},
    {"fetch_add_relaxed_64", "aarch64_lse-gcc", Model::kArmv8},
    {"tas_spinlock", "x86_64-gcc", Model::kTso, 2, 1},
    {"tas_spinlock", "aarch64_lse-gcc", Model::kArmv8, 2, 1},
    {"racy_relaxed_unlock", "aarch64_lse-gcc", Model::kArmv8, 2, 1},
};

const Specimen* FindByName(std::string_view name) {
  for (const Specimen& specimen : Specimens()) {
    if (specimen.name == name) return &specimen;
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<result::Stepper> ExportStepper(
    const ExplorationQuestion& question, const Specimen& specimen,
    const std::string& suite) {
  ABSL_ASSIGN_OR_RETURN(const listing::Binary binary,
                        listing::Binary::Open(suite));
  ABSL_ASSIGN_OR_RETURN(
      const program::ExportedCounter exported,
      program::ExportCounter(
          suite, program::InstructionSetOf(binary.architecture()),
          {.specimen = question.counter,
           .threads = question.threads,
           .increments = question.increments,
           .width_bits = specimen.claims.width_bits},
          [&question](const explore::Job& job) {
            return explore::MakeMachine(question.model, job);
          },
          kMostSteppedStates));
  if (!exported.not_explorable.empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat(question.counter, " on ", question.target,
                     " has no graph: ", exported.not_explorable));
  }
  result::Stepper told =
      DescribeStepper(question, exported.job, exported.graph);
  const result::Exploration asked = {.threads = question.threads,
                                     .increments = question.increments};
  told.nothing_lost = NothingLost(specimen.claims, asked);
  return told;
}

absl::StatusOr<std::vector<result::Stepper>> SuiteSteppers(
    const std::string& target, const std::string& suite) {
  std::vector<result::Stepper> steppers;
  for (const Case& one : kCases) {
    if (one.target != target) continue;
    const Specimen* specimen = FindByName(one.counter);
    if (specimen == nullptr) {
      return absl::NotFoundError(
          absl::StrCat("the catalog has no counter ", one.counter));
    }
    const ExplorationQuestion question = {.counter = std::string(one.counter),
                                          .target = target,
                                          .model = one.model,
                                          .threads = one.threads,
                                          .increments = one.increments,
                                          .observed = {"Read()"}};
    ABSL_ASSIGN_OR_RETURN(result::Stepper stepper,
                          ExportStepper(question, *specimen, suite));
    steppers.push_back(std::move(stepper));
  }
  return steppers;
}

}  // namespace atomics_lab::collect
