#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tests/herd/assemble.h"
#include "tests/herd/compare.h"
#include "tools/explore/explore.h"
#include "tools/listing/listing.h"
#include "tools/litmus/litmus.h"
#include "tools/program/function_job.h"
#include "tools/program/instruction_set.h"

namespace atomics_lab::herd {
namespace {

program::FunctionThread ThreadOf(const litmus::Thread& thread,
                                 std::size_t number) {
  program::FunctionThread made;
  made.function = absl::StrCat("P", number);
  for (const litmus::Initial& initial : thread.initial) {
    made.registers.push_back({.reg = initial.reg,
                              .value = initial.value,
                              .variable = initial.location});
  }
  return made;
}

program::FunctionRequest RequestOf(const litmus::Test& test,
                                   std::string object) {
  program::FunctionRequest request;
  request.file = std::move(object);
  for (std::size_t i = 0; i < test.threads.size(); ++i) {
    request.threads.push_back(ThreadOf(test.threads[i], i));
  }
  for (const litmus::Observed& one : litmus::EverythingObservable(test)) {
    if (one.thread == litmus::Observed::kMemory) {
      request.observe.push_back(
          {.variable = one.name, .size = litmus::SizeOf(test, one.name)});
    } else {
      request.observe.push_back(
          {.thread = static_cast<std::size_t>(one.thread), .reg = one.name});
    }
  }
  return request;
}

States CutAll(const litmus::Test& test,
              const explore::Exploration& exploration) {
  const std::vector<litmus::Observed> observed =
      litmus::EverythingObservable(test);
  States states;
  for (const explore::Reached& reached : exploration.outcomes) {
    State state = reached.outcome;
    for (std::size_t i = 0; i < state.size(); ++i) {
      state[i] = Cut(state[i], WidthOf(test, observed[i]));
    }
    states.insert(std::move(state));
  }
  return states;
}

}  // namespace

explore::Model ModelOf(listing::Architecture architecture) {
  return architecture == listing::Architecture::kAArch64
             ? explore::Model::kArmv8
             : explore::Model::kTso;
}

absl::StatusOr<States> Explored(const litmus::Test& test, explore::Model model,
                                const std::string& folder) {
  const auto object = Assemble(test, folder);
  if (!object.ok()) return object.status();
  const auto made = program::MakeFunctionJob(
      RequestOf(test, *object), program::InstructionSetOf(test.architecture));
  if (!made.ok()) return made.status();
  explore::Limits limits;
  limits.witnesses = false;
  limits.symmetry = !made->observes_registers;
  limits.states = 4'000'000;
  const auto exploration =
      explore::Explore(made->job, model, made->observe, limits);
  if (!exploration.ok()) return exploration.status();
  if (!exploration->complete) {
    return absl::OutOfRangeError(
        absl::StrCat("explored only in part: ", exploration->bound));
  }
  return CutAll(test, *exploration);
}

}  // namespace atomics_lab::herd
