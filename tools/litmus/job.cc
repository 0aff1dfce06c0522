#include "tools/litmus/job.h"

#include <cstddef>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/explore/search.h"
#include "tools/litmus/final_states.h"
#include "tools/litmus/litmus.h"
#include "tools/program/function_job.h"
#include "tools/program/instruction_set.h"

namespace atomics_lab::litmus {
namespace {

program::FunctionThread ThreadOf(const Thread& thread, std::size_t number) {
  program::FunctionThread made;
  made.function = absl::StrCat("P", number);
  for (const Initial& initial : thread.initial) {
    made.registers.push_back({.reg = initial.reg,
                              .value = initial.value,
                              .variable = initial.location});
  }
  return made;
}

program::FunctionRequest RequestOf(const Test& test,
                                   absl::Span<const Observed> observed,
                                   std::string object) {
  program::FunctionRequest request;
  request.file = std::move(object);
  for (std::size_t i = 0; i < test.threads.size(); ++i) {
    request.threads.push_back(ThreadOf(test.threads[i], i));
  }
  for (const Observed& one : observed) {
    if (one.thread == Observed::kMemory) {
      request.observe.push_back(
          {.variable = one.name, .size = SizeOf(test, one.name)});
    } else {
      request.observe.push_back(
          {.thread = static_cast<std::size_t>(one.thread), .reg = one.name});
    }
  }
  return request;
}

}  // namespace

absl::StatusOr<program::FunctionJob> MakeJob(
    const Test& test, absl::Span<const Observed> observed,
    const std::string& object) {
  return program::MakeFunctionJob(RequestOf(test, observed, object),
                                  program::InstructionSetOf(test.architecture));
}

State StateOf(const Test& test, absl::Span<const Observed> observed,
              const explore::Reached& reached) {
  State state = reached.outcome;
  for (std::size_t i = 0; i < state.size(); ++i) {
    state[i] = Cut(state[i], WidthOf(test, observed[i]));
  }
  return state;
}

}  // namespace atomics_lab::litmus
