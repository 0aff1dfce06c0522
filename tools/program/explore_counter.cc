#include "tools/program/explore_counter.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tools/explore/escape.h"
#include "tools/explore/exported_graph.h"
#include "tools/explore/machine.h"
#include "tools/explore/search.h"
#include "tools/listing/binary.h"
#include "tools/program/counter_job.h"
#include "tools/program/image.h"
#include "tools/program/instruction_set.h"

namespace atomics_lab::program {
namespace {

// Adds to `found` what only `more` reached.
void Add(explore::Exploration more, explore::Exploration& found) {
  for (explore::Reached& reached : more.outcomes) {
    const auto place = std::ranges::lower_bound(found.outcomes, reached.outcome,
                                                {}, &explore::Reached::outcome);
    if (place != found.outcomes.end() && place->outcome == reached.outcome) {
      continue;
    }
    found.outcomes.insert(place, std::move(reached));
  }
  found.spent.states += more.spent.states;
  found.spent.steps += more.spent.steps;
  found.spent.seconds += more.spent.seconds;
  found.spent.memory = std::max(found.spent.memory, more.spent.memory);
  absl::StrAppend(&found.bound, "; beside it ", more.bound);
}

absl::StatusOr<explore::Exploration> Search(const CounterJob& made,
                                            const MachineMaker& make_machine,
                                            const explore::Limits& limits,
                                            const MachineMaker& make_narrow) {
  const std::unique_ptr<explore::Machine> machine = make_machine(made.job);
  auto found = explore::Search(made.job, *machine, made.observe, limits);
  const bool stopped = found.ok() && absl::StartsWith(found->bound, "stopped");
  if (!stopped || make_narrow == nullptr) return found;
  const std::unique_ptr<explore::Machine> narrow = make_narrow(made.job);
  if (narrow == nullptr) return found;
  explore::Limits less = limits;
  less.states /= 8;
  less.memory /= 8;
  ABSL_ASSIGN_OR_RETURN(auto more,
                        explore::Search(made.job, *narrow, made.observe, less));
  Add(std::move(more), *found);
  return found;
}

constexpr int kMostRounds = 64;

// What others turned out to access. False if that is no more than before.
bool ShareMore(const absl::Status& escaped, Own& own) {
  if (!own.placed) return own.placed = true;
  const auto bytes = explore::EscapedBytesOf(escaped);
  if (!bytes.has_value()) return false;
  const std::size_t before = own.shared_words.size();
  for (std::uint64_t i = 0; i < bytes->size; ++i) {
    own.shared_words.insert((bytes->address + i) % kOwnStride / 8 * 8);
  }
  return own.shared_words.size() > before;
}

// Makes the job and tries it, again with more of threads' own memory shared for
// as long as addresses of it get out. Returns why it cannot be explored, empty
// if `attempt` succeeded.
// Errors: as ExploreCounter.
absl::StatusOr<std::string> TryCounter(
    const std::string& file, const InstructionSet& instruction_set,
    CounterRequest request,
    const std::function<absl::Status(CounterJob&)>& attempt) {
  ABSL_ASSIGN_OR_RETURN(const listing::Binary binary,
                        listing::Binary::Open(file));
  ABSL_ASSIGN_OR_RETURN(const Image image, OpenImage(file));
  // Each round shares at least one word more.
  for (int round = 0; round < kMostRounds; ++round) {
    absl::StatusOr<CounterJob> made =
        MakeCounterJob(binary, image, instruction_set, request);
    if (absl::IsNotFound(made.status())) return made.status();
    if (!made.ok()) return std::string(made.status().message());
    const absl::Status tried = attempt(*made);
    if (tried.ok()) return "";
    const bool escaped = tried.code() == explore::kEscaped;
    if (!escaped || !ShareMore(tried, request.own)) {
      return std::string(tried.message());
    }
  }
  return absl::StrCat("threads share more than ", kMostRounds,
                      " words of their own memory");
}

}  // namespace

absl::StatusOr<ExploredCounter> ExploreCounter(
    const std::string& file, const InstructionSet& instruction_set,
    CounterRequest request, const MachineMaker& make_machine,
    const explore::Limits& limits, const MachineMaker& make_narrow) {
  ExploredCounter explored;
  ABSL_ASSIGN_OR_RETURN(
      explored.not_explorable,
      TryCounter(file, instruction_set, std::move(request),
                 [&](CounterJob& made) -> absl::Status {
                   ABSL_ASSIGN_OR_RETURN(
                       explored.exploration,
                       Search(made, make_machine, limits, make_narrow));
                   explored.modelled_calls = made.job.program.modelled_calls;
                   explored.job = std::move(made.job);
                   explored.observe = std::move(made.observe);
                   return absl::OkStatus();
                 }));
  return explored;
}

absl::StatusOr<ExportedCounter> ExportCounter(
    const std::string& file, const InstructionSet& instruction_set,
    CounterRequest request, const MachineMaker& make_machine,
    std::uint32_t most_states) {
  ExportedCounter exported;
  ABSL_ASSIGN_OR_RETURN(
      exported.not_explorable,
      TryCounter(file, instruction_set, std::move(request),
                 [&](CounterJob& made) -> absl::Status {
                   const auto machine = make_machine(made.job);
                   ABSL_ASSIGN_OR_RETURN(
                       exported.graph,
                       explore::ExportGraph(made.job, *machine, made.observe,
                                            most_states));
                   exported.job = std::move(made.job);
                   return absl::OkStatus();
                 }));
  return exported;
}

}  // namespace atomics_lab::program
