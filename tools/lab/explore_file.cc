#include "tools/lab/explore_file.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "tools/collect/exploration.h"
#include "tools/collect/variable_names.h"
#include "tools/explore/explore.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/lab/explore_request.h"
#include "tools/lab/observed_names.h"
#include "tools/lab/options.h"
#include "tools/lab/places.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/outcome/check.h"
#include "tools/outcome/condition.h"
#include "tools/program/function_job.h"
#include "tools/program/image.h"
#include "tools/program/instruction_set.h"
#include "tools/result/exploration.h"

namespace atomics_lab::lab {
namespace {

using program::FunctionRequest;
using program::FunctionThread;
using program::Image;
using program::InstructionSet;

constexpr std::size_t kMostNamed = 8;
constexpr std::string_view kFinal = "--final";

std::string WhatTheFileHas(const Image& image) {
  std::vector<std::string_view> names;
  for (const auto& [name, variable] : image.variables) {
    if (variable.size > 0 && names.size() < kMostNamed) names.push_back(name);
  }
  return names.empty()
             ? "the file has none"
             : absl::StrCat("the file has ", absl::StrJoin(names, ", "));
}

absl::StatusOr<FunctionThread> MakeThread(const CallText& call, int calls,
                                          const InstructionSet& set) {
  FunctionThread thread = {.function = call.function, .calls = calls};
  const auto& registers = set.calls.arguments;
  if (call.arguments.size() > registers.size()) {
    return absl::InvalidArgumentError(absl::StrCat(
        call.function, " has ", call.arguments.size(), " arguments; only ",
        registers.size(), " go in registers"));
  }
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    thread.registers.push_back({.reg = set.register_name(registers[i]),
                                .value = call.arguments[i].value,
                                .variable = call.arguments[i].variable});
  }
  return thread;
}

void AddCells(const Image& image, FunctionRequest& request) {
  for (const FunctionThread& thread : request.threads) {
    for (const auto& initial : thread.registers) {
      const std::string& name = initial.variable;
      if (name.empty() || image.Find(name).has_value()) continue;
      if (std::ranges::find(request.cells, name) == request.cells.end()) {
        request.cells.push_back(name);
      }
    }
  }
}

absl::Status AddObserved(std::string_view option, std::string_view text,
                         const ObservableNames& known,
                         FunctionRequest& request) {
  auto observed = NameObserved(text, known);
  if (!observed.ok()) {
    return {observed.status().code(),
            absl::StrCat(option, ": ", observed.status().message())};
  }
  // Whoever gave a size in --final knows it, so the answer leaves it out.
  if (option == kFinal && !observed->variable.empty()) {
    observed->name = observed->variable;
  }
  request.observe.push_back(*std::move(observed));
  return absl::OkStatus();
}

// What --final names, and what of `names` it does not.
absl::Status AddAllObserved(const Options& options,
                            const ObservableNames& known,
                            const std::vector<std::string>& names,
                            FunctionRequest& request) {
  for (const std::string_view text :
       absl::StrSplit(options.final_values, ',', absl::SkipEmpty())) {
    ABSL_RETURN_IF_ERROR(AddObserved(kFinal, text, known, request));
  }
  for (const std::string& name : names) {
    if (std::ranges::find(request.observe, name, &program::Observed::name) !=
        request.observe.end()) {
      continue;
    }
    ABSL_RETURN_IF_ERROR(AddObserved("a condition", name, known, request));
  }
  return absl::OkStatus();
}

absl::StatusOr<FunctionRequest> MakeRequest(
    const Options& options, const ExploreBounds& bounds,
    const std::string& file, const Image& image, const InstructionSet& set,
    const std::vector<std::string>& names) {
  ABSL_ASSIGN_OR_RETURN(const auto calls, ThreadsOf(options, bounds));
  FunctionRequest request = {.file = file};
  ObservableNames known = {.image = &image,
                           .result = set.register_name(set.calls.result)};
  for (const CallText& call : calls) {
    ABSL_ASSIGN_OR_RETURN(auto thread,
                          MakeThread(call, bounds.increments, set));
    request.threads.push_back(std::move(thread));
    known.functions.push_back(call.function);
  }
  AddCells(image, request);
  known.cells = request.cells;
  auto init = program::ParseInit(options.init);
  if (!init.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--init: ", init.status().message()));
  }
  request.init = *std::move(init);
  ABSL_RETURN_IF_ERROR(AddAllObserved(options, known, names, request));
  if (!request.observe.empty()) return request;
  return absl::InvalidArgumentError(absl::StrCat(
      "--final=x,ret1 says what to look at in the end: variables, what threads "
      "return, and their registers; ",
      request.cells.empty() ? WhatTheFileHas(image)
                            : absl::StrJoin(request.cells, ", ")));
}

// What conditions may compare.
std::vector<outcome::Observable> ObservablesOf(
    const FunctionRequest& request, const program::FunctionJob& made) {
  std::vector<outcome::Observable> all;
  all.reserve(made.names.size());
  for (std::size_t i = 0; i < made.names.size(); ++i) {
    all.push_back({.name = made.names[i],
                   .size = made.sizes[i],
                   .returned = request.observe[i].variable.empty() &&
                               made.sizes[i] == 8});
  }
  return all;
}

}  // namespace

absl::Status At(const std::string& file, const absl::Status& status) {
  const std::string message(status.message());
  if (message.find(file) != std::string::npos) return status;
  return {status.code(), absl::StrCat(file, ": ", message)};
}

absl::StatusOr<explore::Model> ChooseModel(std::string_view name,
                                           listing::Architecture architecture) {
  const explore::Model own = collect::OwnModel(architecture);
  if (name.empty()) return own;
  ABSL_ASSIGN_OR_RETURN(auto model, collect::ParseModel(name));
  if (model == explore::Model::kArmv8 && own != model) {
    return absl::InvalidArgumentError(
        "--model=armv8: x86-64 code is explored under tso or sc");
  }
  return model;
}

absl::StatusOr<ExploredFile> ExploreFile(const Options& options,
                                         const ExploreBounds& bounds,
                                         const outcome::Conditions& conditions,
                                         explore::Limits limits) {
  const std::string file = FromWorkingFolder(options.words[1]);
  ABSL_ASSIGN_OR_RETURN(const auto image, program::OpenImage(file));
  ABSL_ASSIGN_OR_RETURN(const auto model,
                        ChooseModel(options.model, image.architecture));
  const InstructionSet set = program::InstructionSetOf(image.architecture);
  ABSL_ASSIGN_OR_RETURN(auto request,
                        MakeRequest(options, bounds, file, image, set,
                                    outcome::NamesIn(conditions)));
  collect::ExplorationQuestion question = {
      .target = options.words[1],
      .model = model,
      .threads = static_cast<int>(request.threads.size()),
      .increments = bounds.increments};
  for (const bool is_private : {true, false}) {
    request.own_is_private = is_private;
    const auto made = program::MakeFunctionJob(request, set);
    if (!made.ok()) return At(file, made.status());
    ExploredFile explored = {.observed = ObservablesOf(request, *made)};
    ABSL_RETURN_IF_ERROR(
        outcome::CheckConditions(conditions, explored.observed));
    // Threads whose registers are observed cannot be exchanged.
    limits.symmetry = !made->observes_registers;
    const auto found =
        explore::Explore(made->job, model, made->observe, limits);
    if (is_private && found.status().code() == explore::kEscaped) continue;
    if (!found.ok()) return At(file, found.status());
    question.observed = made->names;
    explored.told = collect::DescribeExploration(question, made->job, *found,
                                                 collect::VariableNames(image));
    return explored;
  }
  return absl::InternalError("own memory escapes even where it is shared");
}

absl::StatusOr<explore::Job> JobOfFile(const Options& options,
                                       const ExploreBounds& bounds,
                                       const outcome::Conditions& conditions) {
  const std::string file = FromWorkingFolder(options.words[1]);
  ABSL_ASSIGN_OR_RETURN(const auto image, program::OpenImage(file));
  const InstructionSet set = program::InstructionSetOf(image.architecture);
  ABSL_ASSIGN_OR_RETURN(const auto request,
                        MakeRequest(options, bounds, file, image, set,
                                    outcome::NamesIn(conditions)));
  auto made = program::MakeFunctionJob(request, set);
  if (!made.ok()) return At(file, made.status());
  return std::move(made->job);
}

}  // namespace atomics_lab::lab
