#include "tools/lab/explore_file.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/explore/explore.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/lab/exploration.h"
#include "tools/lab/explore_request.h"
#include "tools/lab/options.h"
#include "tools/lab/places.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
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

std::string VariableNames(const Image& image) {
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
        "--function: ", call.function, " has ", call.arguments.size(),
        " arguments; only ", registers.size(), " go in registers"));
  }
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    thread.registers.push_back({.reg = set.register_name(registers[i]),
                                .value = call.arguments[i].value,
                                .variable = call.arguments[i].variable});
  }
  return thread;
}

// One call: every thread makes it. Several: each thread makes one.
absl::Status AddThreads(const std::vector<CallText>& calls,
                        const ExploreBounds& bounds, const InstructionSet& set,
                        FunctionRequest& request) {
  const std::size_t threads = calls.size() > 1
                                  ? calls.size()
                                  : static_cast<std::size_t>(bounds.threads);
  if (threads > static_cast<std::size_t>(kMostThreads)) {
    return absl::InvalidArgumentError(
        absl::StrCat("--function names ", threads, " threads; at most ",
                     kMostThreads, " are explored"));
  }
  for (std::size_t i = 0; i < threads; ++i) {
    const CallText& call = calls[calls.size() > 1 ? i : 0];
    auto thread = MakeThread(call, bounds.increments, set);
    if (!thread.ok()) return thread.status();
    request.threads.push_back(*std::move(thread));
  }
  return absl::OkStatus();
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

absl::Status AddValues(const Options& options, const Image& image,
                       FunctionRequest& request) {
  auto init = program::ParseInit(options.init);
  if (!init.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--init: ", init.status().message()));
  }
  auto observe = program::ParseFinal(options.final_values);
  if (!observe.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--final: ", observe.status().message()));
  }
  if (observe->empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--final=x,1:x0 says what to look at in the end: variables, and "
        "threads' registers; ",
        request.cells.empty() ? VariableNames(image)
                              : absl::StrJoin(request.cells, ", ")));
  }
  request.init = *std::move(init);
  request.observe = *std::move(observe);
  return absl::OkStatus();
}

absl::StatusOr<FunctionRequest> MakeRequest(const Options& options,
                                            const ExploreBounds& bounds,
                                            const std::string& file,
                                            const Image& image,
                                            const InstructionSet& set) {
  const auto calls = ParseCalls(options.function);
  if (!calls.ok()) return calls.status();
  FunctionRequest request = {.file = file};
  if (absl::Status s = AddThreads(*calls, bounds, set, request); !s.ok()) {
    return s;
  }
  AddCells(image, request);
  if (absl::Status s = AddValues(options, image, request); !s.ok()) return s;
  return request;
}

Names NamesOf(const Image& image) {
  Names names;
  for (const auto& [name, variable] : image.variables) {
    if (variable.size > 0) {
      names[variable.address] = {.name = name, .size = variable.size};
    }
  }
  return names;
}

absl::Status At(const std::string& file, const absl::Status& status) {
  const std::string message(status.message());
  if (message.find(file) != std::string::npos) return status;
  return {status.code(), absl::StrCat(file, ": ", message)};
}

}  // namespace

absl::StatusOr<explore::Model> ChooseModel(std::string_view name,
                                           listing::Architecture architecture) {
  const explore::Model own = OwnModel(architecture);
  if (name.empty()) return own;
  auto model = ParseModel(name);
  if (!model.ok()) return model.status();
  if (*model == explore::Model::kArmv8 && own != *model) {
    return absl::InvalidArgumentError(
        "--model=armv8: x86-64 code is explored under tso or sc");
  }
  return *model;
}

absl::StatusOr<result::Exploration> ExploreFile(const Options& options,
                                                const ExploreBounds& bounds,
                                                explore::Limits limits) {
  const std::string file = FromWorkingFolder(options.words[1]);
  const auto image = program::OpenImage(file);
  if (!image.ok()) return image.status();
  const auto model = ChooseModel(options.model, image->architecture);
  if (!model.ok()) return model.status();
  const InstructionSet set = program::InstructionSetOf(image->architecture);
  auto request = MakeRequest(options, bounds, file, *image, set);
  if (!request.ok()) return request.status();
  ExplorationQuestion question = {
      .target = options.words[1],
      .model = *model,
      .threads = static_cast<int>(request->threads.size()),
      .increments = bounds.increments};
  for (const bool is_private : {true, false}) {
    request->own_is_private = is_private;
    const auto made = program::MakeFunctionJob(*request, set);
    if (!made.ok()) return At(file, made.status());
    // What threads are asked by name, they cannot exchange.
    limits.symmetry = !made->observes_registers;
    const auto found =
        explore::Explore(made->job, *model, made->observe, limits);
    if (is_private && found.status().code() == explore::kEscaped) continue;
    if (!found.ok()) return At(file, found.status());
    question.observed = made->names;
    return DescribeExploration(question, made->job, *found, NamesOf(*image));
  }
  return absl::InternalError("own memory escapes even where it is shared");
}

absl::StatusOr<explore::Job> JobOfFile(const Options& options,
                                       const ExploreBounds& bounds) {
  const std::string file = FromWorkingFolder(options.words[1]);
  const auto image = program::OpenImage(file);
  if (!image.ok()) return image.status();
  const InstructionSet set = program::InstructionSetOf(image->architecture);
  const auto request = MakeRequest(options, bounds, file, *image, set);
  if (!request.ok()) return request.status();
  auto made = program::MakeFunctionJob(*request, set);
  if (!made.ok()) return At(file, made.status());
  return std::move(made->job);
}

}  // namespace atomics_lab::lab
