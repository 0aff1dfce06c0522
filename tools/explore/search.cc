#include "tools/explore/search.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tools/explore/machine.h"
#include "tools/explore/memory_image.h"
#include "tools/explore/outcomes.h"
#include "tools/explore/program.h"
#include "tools/explore/state_graph.h"
#include "tools/explore/state_space.h"
#include "tools/explore/state_table.h"
#include "tools/explore/stuck_states.h"
#include "tools/explore/switch_search.h"
#include "tools/explore/witnesses.h"

namespace atomics_lab::explore {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kInterrupted = "interrupted";

std::string Bytes(std::size_t bytes) {
  const std::string_view units[] = {"bytes", "KiB", "MiB", "GiB"};
  auto amount = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; amount >= 1024 && unit < 3; ++unit) amount /= 1024;
  return absl::StrFormat("%.1f %s", amount, units[unit]);
}

void AddReason(std::string& reasons, std::string_view reason) {
  if (reason.empty()) return;
  absl::StrAppend(&reasons, reasons.empty() ? "" : ", ", reason);
}

// The first pass finds all states, in order of their distance from the start;
// then stuck states are looked for, then witnesses.
class Searcher {
 public:
  Searcher(const Job& job, Machine& machine, MemoryImage memory,
           std::vector<LocalState> starts, const Observe& observe,
           const Limits& limits)
      : limits_(limits),
        space_(job, machine, observe, std::move(memory), std::move(starts),
               limits) {}

  absl::StatusOr<Exploration> Run();

 private:
  absl::Status FindStates();
  absl::Status Expand(std::uint32_t state);
  absl::Status AddFinal(std::uint32_t state);
  void LookForStuck();
  absl::Status LookForWitnesses();

  bool MayGoOn();
  bool Report(std::size_t memory_of_pass);
  std::size_t Reserve() const;
  std::string StoppedAtMemory() const {
    return absl::StrCat("stopped at ", Bytes(limits_.memory));
  }
  Exploration Finish();

  const Limits& limits_;
  StateSpace space_;
  std::map<Outcome, std::uint32_t> outcome_of_;
  std::vector<Reached> reached_;  // in the order in which they were found
  std::size_t outcome_bytes_ = 0;
  std::vector<StuckStates> stuck_;
  std::uint32_t cursor_ = 0;
  std::uint64_t steps_ = 0;
  const Clock::time_point began_ = Clock::now();
  Exploration found_;
};

// What the passes after the first will want.
std::size_t Searcher::Reserve() const {
  const std::size_t states = space_.states.size();
  const std::size_t ways =
      limits_.witnesses ? SwitchSearch::MemoryFor(states, space_.threads()) : 0;
  return std::max(ways, MemoryToFindStuck(states));
}

bool Searcher::Report(std::size_t memory_of_pass) {
  found_.spent = {
      .states = space_.states.size(),
      .steps = steps_,
      .frontier = space_.states.size() - cursor_,
      .memory = space_.Memory() + outcome_bytes_ + memory_of_pass,
      .seconds = std::chrono::duration<double>(Clock::now() - began_).count()};
  return !limits_.progress || limits_.progress(found_.spent);
}

bool Searcher::MayGoOn() {
  constexpr std::uint32_t kBetweenChecks = 64;
  constexpr std::uint32_t kBetweenReports = 4096;
  if (space_.states.size() > limits_.states) {
    found_.bound = absl::StrCat("stopped at ", limits_.states, " states");
    return false;
  }
  if (cursor_ % kBetweenChecks != 0) return true;
  const std::size_t wanted =
      space_.Memory() + outcome_bytes_ +
      space_.GrowthFor(std::size_t{64} * kBetweenChecks) + Reserve();
  if (wanted > limits_.memory ||
      space_.states.size() > SwitchSearch::MostStates(space_.threads())) {
    found_.bound = StoppedAtMemory();
    return false;
  }
  if (cursor_ % kBetweenReports != 0 || cursor_ == 0 || Report(0)) return true;
  found_.bound = kInterrupted;
  return false;
}

absl::Status Searcher::FindStates() {
  for (; cursor_ < space_.states.size() && MayGoOn(); ++cursor_) {
    ABSL_RETURN_IF_ERROR(Expand(cursor_));
  }
  return absl::OkStatus();
}

absl::Status Searcher::Expand(std::uint32_t state) {
  const std::uint64_t before = steps_;
  space_.edges.Begin();
  const auto visit = [&](const Hop& hop) {
    ++steps_;
    space_.edges.Add(space_.states.Intern(hop.next.data()));
  };
  const GlobalState from = space_.states[state];
  if (!space_.graph.VisitAll(from.data(), visit)) {
    return space_.transitions.status();
  }
  const bool ends = steps_ == before && space_.graph.Finished(from.data());
  space_.edges.End(ends);
  return ends ? AddFinal(state) : absl::OkStatus();
}

absl::Status Searcher::AddFinal(std::uint32_t state) {
  ABSL_ASSIGN_OR_RETURN(const std::vector<Observed> all,
                        space_.ObserveAll(state));
  for (const Observed& observed : all) {
    const auto [found, added] = outcome_of_.try_emplace(
        observed.outcome, static_cast<std::uint32_t>(reached_.size()));
    if (added) {
      reached_.push_back({.outcome = observed.outcome});
      // Both of its copies, and a node of the map.
      outcome_bytes_ += 2 * observed.outcome.size() * sizeof(std::uint64_t) +
                        2 * sizeof(Reached) + 80;
    }
    space_.finals.push_back({.state = state, .outcome = found->second});
  }
  return absl::OkStatus();
}

void Searcher::LookForStuck() {
  if (!Report(0)) {
    found_.cut = kInterrupted;
    return;
  }
  stuck_ = FindStuck(space_);
  found_.stuck_known = true;
  for (const StuckStates& stuck : stuck_) {
    found_.stuck.push_back({.kind = stuck.kind});
  }
}

absl::Status Searcher::LookForWitnesses() {
  if (!found_.cut.empty()) {
    found_.without_witness = reached_.size();
    return absl::OkStatus();
  }
  Witnesses witnesses(space_, reached_);
  for (std::size_t i = 0; i < stuck_.size(); ++i) {
    witnesses.Want(std::move(stuck_[i]), found_.stuck[i]);
  }
  absl::Status status = witnesses.Find([&](std::size_t memory) {
    if (!Report(memory)) found_.cut = kInterrupted;
    if (found_.spent.memory > limits_.memory) found_.cut = StoppedAtMemory();
    return found_.cut.empty();
  });
  found_.without_witness = witnesses.untold();
  return status;
}

Exploration Searcher::Finish() {
  Report(0);
  for (const auto& [outcome, number] : outcome_of_) {
    found_.outcomes.push_back(std::move(reached_[number]));
  }
  AddReason(found_.bound, space_.machine.Bound());
  found_.mixed_sizes = space_.transitions.mixed_sizes();
  found_.complete = found_.bound.empty();
  if (space_.graph.classes().size() < space_.threads()) {
    found_.reductions.emplace_back("thread symmetry");
  }
  found_.reductions.emplace_back("local steps merged");
  if (space_.job.stack_is_in_registers) {
    found_.reductions.emplace_back("stack kept in registers");
  }
  for (std::string& reduction : space_.machine.Reductions()) {
    found_.reductions.push_back(std::move(reduction));
  }
  return std::move(found_);
}

absl::StatusOr<Exploration> Searcher::Run() {
  space_.AddStarts();
  ABSL_RETURN_IF_ERROR(FindStates());
  if (found_.bound.empty()) LookForStuck();
  if (limits_.witnesses) {
    ABSL_RETURN_IF_ERROR(LookForWitnesses());
  }
  return Finish();
}

}  // namespace

absl::StatusOr<Exploration> Search(const Job& job, Machine& machine,
                                   const Observe& observe,
                                   const Limits& limits) {
  if (job.threads.empty() || job.threads.size() > kMostThreads) {
    return absl::InvalidArgumentError(
        absl::StrCat(job.threads.size(), " threads; 1 to ", kMostThreads,
                     " can be explored"));
  }
  ABSL_ASSIGN_OR_RETURN(MemoryImage memory, MemoryImage::Of(job));
  ABSL_ASSIGN_OR_RETURN(std::vector<LocalState> starts, StartsOf(job, machine));
  return Searcher(job, machine, std::move(memory), std::move(starts), observe,
                  limits)
      .Run();
}

}  // namespace atomics_lab::explore
