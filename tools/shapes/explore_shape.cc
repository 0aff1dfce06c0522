#include "tools/shapes/explore_shape.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/log/check.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/collect/exploration.h"
#include "tools/collect/variable_names.h"
#include "tools/explore/explore.h"
#include "tools/explore/search.h"
#include "tools/isa/lower.h"
#include "tools/isa/outlined_helper.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/program/function_job.h"
#include "tools/program/image.h"
#include "tools/program/instruction_set.h"
#include "tools/result/exploration.h"
#include "tools/shapes/expected.h"

namespace atomics_lab::shapes {
namespace {

constexpr std::string_view kSpace = "atomics_lab::shapes::";

// "P1": what that thread returns. All else is a variable.
program::Observed ObservedNamed(std::string_view name,
                                const program::InstructionSet& set) {
  if (!name.starts_with('P')) return {.variable = std::string(name)};
  return {.thread = static_cast<std::size_t>(name[1] - '0'),
          .reg = set.register_name(set.calls.result),
          .name = std::string(name)};
}

program::FunctionRequest RequestOf(const std::string& path, const Shape& shape,
                                   const std::vector<std::string>& functions,
                                   const program::InstructionSet& set) {
  program::FunctionRequest request;
  request.file = path;
  for (const std::string& function : functions) {
    request.threads.push_back({.function = function});
  }
  for (const std::string_view name : shape.observed) {
    if (!name.empty()) request.observe.push_back(ObservedNamed(name, set));
  }
  return request;
}

absl::Status ExploreBothSidesOfOutlinedAtomics(const std::string& path,
                                               explore::Job& job) {
  ABSL_ASSIGN_OR_RETURN(const auto image, program::OpenImage(path));
  const auto choice = image.Find(isa::kOutlinedSwitch);
  if (choice.has_value()) {
    job.starts = {{{choice->address, 0}}, {{choice->address, 1}}};
  }
  return absl::OkStatus();
}

absl::StatusOr<program::FunctionJob> MakeJob(
    const std::string& path, const Shape& shape,
    const std::vector<std::string>& functions) {
  ABSL_ASSIGN_OR_RETURN(const auto binary, listing::Binary::Open(path));
  const auto set = program::InstructionSetOf(binary.architecture());
  ABSL_ASSIGN_OR_RETURN(
      auto made,
      program::MakeFunctionJob(RequestOf(path, shape, functions, set), set));
  ABSL_RETURN_IF_ERROR(ExploreBothSidesOfOutlinedAtomics(path, made.job));
  return made;
}

absl::StatusOr<explore::Exploration> ExploreWhole(
    const program::FunctionJob& made, explore::Model model) {
  explore::Limits limits;
  limits.symmetry = !made.observes_registers;
  auto exploration = explore::Explore(made.job, model, made.observe, limits);
  if (exploration.ok() && !exploration->complete) {
    return absl::OutOfRangeError(
        absl::StrCat("explored only in part: ", exploration->bound));
  }
  return exploration;
}

}  // namespace

const Shape& ShapeNamed(std::string_view name) {
  const auto* const found = std::ranges::find(kShapes, name, &Shape::name);
  CHECK(found != std::end(kShapes)) << name << ": no such shape";
  return *found;
}

std::string FunctionName(std::string_view shape, std::string_view order,
                         int thread) {
  return absl::StrCat(kSpace, "Threads<", kSpace, order, ">::", shape, "::P",
                      thread);
}

std::vector<std::string> FunctionsOf(const Shape& shape,
                                     std::string_view order) {
  std::vector<std::string> functions;
  functions.reserve(static_cast<std::size_t>(shape.threads));
  for (int i = 0; i < shape.threads; ++i) {
    functions.push_back(FunctionName(shape.name, order, i));
  }
  return functions;
}

absl::StatusOr<explore::Exploration> ExploreShape(const std::string& path,
                                                  const Shape& shape,
                                                  std::string_view order,
                                                  explore::Model model) {
  return ExploreThreads(path, shape, FunctionsOf(shape, order), model);
}

absl::StatusOr<explore::Exploration> ExploreThreads(
    const std::string& path, const Shape& shape,
    const std::vector<std::string>& functions, explore::Model model) {
  ABSL_ASSIGN_OR_RETURN(const auto made, MakeJob(path, shape, functions));
  return ExploreWhole(made, model);
}

absl::StatusOr<result::Exploration> DescribeThreads(
    const std::string& label, const std::string& path, const Shape& shape,
    const std::vector<std::string>& functions, explore::Model model) {
  ABSL_ASSIGN_OR_RETURN(const auto made, MakeJob(path, shape, functions));
  ABSL_ASSIGN_OR_RETURN(const auto found, ExploreWhole(made, model));
  ABSL_ASSIGN_OR_RETURN(const auto image, program::OpenImage(path));
  return collect::DescribeExploration({.target = label,
                                       .model = model,
                                       .threads = shape.threads,
                                       .increments = 1,
                                       .observed = made.names},
                                      made.job, found,
                                      collect::VariableNames(image));
}

const explore::Reached* FindAsked(const explore::Exploration& exploration,
                                  const Shape& shape) {
  const explore::Outcome asked(
      shape.asked.begin(),
      shape.asked.begin() + (shape.observed[1].empty() ? 1 : 2));
  const auto found = std::ranges::find(exploration.outcomes, asked,
                                       &explore::Reached::outcome);
  return found == exploration.outcomes.end() ? nullptr : &*found;
}

std::set<explore::Outcome> OutcomesOf(const explore::Exploration& exploration) {
  std::set<explore::Outcome> outcomes;
  for (const explore::Reached& one : exploration.outcomes) {
    outcomes.insert(one.outcome);
  }
  return outcomes;
}

}  // namespace atomics_lab::shapes
