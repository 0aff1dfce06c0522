#include "tools/explore/exported_graph.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/explore/machine.h"
#include "tools/explore/memory_image.h"
#include "tools/explore/outcomes.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/explore/state_graph.h"
#include "tools/explore/state_space.h"
#include "tools/explore/state_table.h"

namespace atomics_lab::explore {
namespace {

constexpr std::uint32_t kLeftOut = ~std::uint32_t{0};

struct Edge {
  std::size_t thread = 0;
  std::uint32_t move = 0;
  std::uint32_t to = 0;
};

// Requires: `after` is what `before` became by performing `operation`.
std::vector<std::uint32_t> PassedBy(std::uint32_t operation,
                                    const LocalView& before,
                                    const LocalView& after) {
  // Where the oldest access moved on, it was the oldest that was performed.
  if (before.operation != after.operation || before.call != after.call) {
    return {};
  }
  std::vector<std::uint32_t> passed;
  for (std::size_t i = 0; i < after.in_flight.size(); ++i) {
    const LocalView::InFlight& access = after.in_flight[i];
    const bool performed_before =
        i < before.in_flight.size() && before.in_flight[i].performed;
    if (access.performed && !performed_before &&
        access.operation == operation) {
      return passed;
    }
    if (!access.performed) passed.push_back(access.operation);
  }
  return {};
}

// Numbers for things, in the order in which they are asked for.
class Numbers {
 public:
  std::uint32_t Of(std::uint32_t thing) {
    const auto next = static_cast<std::uint32_t>(things_.size());
    const auto [found, added] = numbers_.try_emplace(thing, next);
    if (added) things_.push_back(thing);
    return found->second;
  }
  const std::vector<std::uint32_t>& things() const { return things_; }

 private:
  absl::flat_hash_map<std::uint32_t, std::uint32_t> numbers_;
  std::vector<std::uint32_t> things_;
};

class Exporter {
 public:
  Exporter(const Job& job, Machine& machine, const Observe& observe,
           MemoryImage memory, std::vector<LocalState> starts,
           std::uint32_t most)
      : most_(most),
        limits_({.symmetry = false}),
        space_(job, machine, observe, std::move(memory), std::move(starts),
               limits_) {}

  absl::StatusOr<ExportedGraph> Run();

 private:
  void AddStarts();
  absl::Status FindStates();
  absl::Status Follow(std::uint32_t state);
  absl::Status ObserveEnd(std::uint32_t state);
  std::vector<bool> LeadingTo(const std::vector<std::uint32_t>& goals) const;
  void FindReachable();
  void LeaveOut();
  absl::Status NumberPlaces();
  absl::StatusOr<ExportedMove> MoveOf(std::uint32_t state, const Edge& edge);
  absl::StatusOr<ExportedState> StateOf(std::uint32_t state);
  absl::Status FillTables(ExportedGraph& graph) const;

  const std::uint32_t most_;
  const Limits limits_;
  StateSpace space_;
  std::vector<std::vector<Edge>> edges_;            // by state
  std::vector<std::vector<std::uint32_t>> before_;  // by state
  std::map<Outcome, std::vector<std::uint32_t>> ends_;
  std::vector<std::vector<std::uint32_t>> reachable_;  // by state
  std::vector<std::uint32_t> kept_;                    // states
  std::vector<std::uint32_t> number_;                  // by state
  std::vector<ExportedPlace> places_;
  Numbers views_;
  Numbers contents_;
};

void Exporter::AddStarts() {
  for (std::size_t i = 0; i < space_.memory.starts(); ++i) {
    GlobalState state{};
    std::copy(space_.starts.begin(), space_.starts.end(), state.begin());
    state[space_.threads()] = space_.memory.Start(i);
    space_.start_states.push_back(space_.states.Intern(state.data()));
  }
}

absl::Status Exporter::Follow(std::uint32_t state) {
  const GlobalState words = space_.states[state];
  std::vector<Edge>& edges = edges_.emplace_back();
  const bool answered =
      space_.graph.VisitAll(words.data(), [&](const Hop& hop) {
        edges.push_back(
            {hop.thread, hop.move, space_.states.Intern(hop.next.data())});
      });
  if (!answered) return space_.transitions.status();
  if (!space_.graph.Finished(words.data())) return absl::OkStatus();
  return ObserveEnd(state);
}

absl::Status Exporter::ObserveEnd(std::uint32_t state) {
  ABSL_ASSIGN_OR_RETURN(const auto observed, space_.ObserveAll(state));
  ends_[observed.front().outcome].push_back(state);
  return absl::OkStatus();
}

absl::Status Exporter::FindStates() {
  for (std::uint32_t state = 0; state < space_.states.size(); ++state) {
    if (space_.states.size() > most_) {
      return absl::ResourceExhaustedError(
          absl::StrCat("has more than ", most_,
                       " states; a graph is for small "
                       "cases: ask for fewer threads or increments"));
    }
    ABSL_RETURN_IF_ERROR(Follow(state));
  }
  before_.resize(space_.states.size());
  for (std::uint32_t state = 0; state < edges_.size(); ++state) {
    for (const Edge& edge : edges_[state]) before_[edge.to].push_back(state);
  }
  return absl::OkStatus();
}

// Which states lead to one of `goals`; they themselves do.
std::vector<bool> Exporter::LeadingTo(
    const std::vector<std::uint32_t>& goals) const {
  std::vector<bool> leading(edges_.size());
  std::vector<std::uint32_t> open = goals;
  for (const std::uint32_t goal : goals) leading[goal] = true;
  while (!open.empty()) {
    const std::uint32_t state = open.back();
    open.pop_back();
    for (const std::uint32_t before : before_[state]) {
      if (leading[before]) continue;
      leading[before] = true;
      open.push_back(before);
    }
  }
  return leading;
}

void Exporter::FindReachable() {
  reachable_.resize(edges_.size());
  std::uint32_t outcome = 0;
  for (const auto& [value, states] : ends_) {
    const std::vector<bool> leading = LeadingTo(states);
    for (std::size_t state = 0; state < leading.size(); ++state) {
      if (leading[state]) reachable_[state].push_back(outcome);
    }
    ++outcome;
  }
}

// Only what is settled is stuck where it cannot end.
void Exporter::LeaveOut() {
  std::vector<std::uint32_t> stuck;
  for (std::uint32_t state = 0; state < edges_.size(); ++state) {
    if (reachable_[state].empty() &&
        space_.graph.Settled(space_.states[state].data())) {
      stuck.push_back(state);
    }
  }
  const std::vector<bool> to_stuck = LeadingTo(stuck);
  number_.assign(edges_.size(), kLeftOut);
  for (std::uint32_t state = 0; state < edges_.size(); ++state) {
    if (reachable_[state].empty() && !to_stuck[state]) continue;
    number_[state] = static_cast<std::uint32_t>(kept_.size());
    kept_.push_back(state);
  }
}

absl::Status Exporter::NumberPlaces() {
  std::set<std::pair<std::uint64_t, int>> places;
  for (const std::uint32_t state : kept_) {
    const GlobalState words = space_.states[state];
    for (const Edge& edge : edges_[state]) {
      ABSL_ASSIGN_OR_RETURN(const absl::Span<const Move> moves,
                            space_.machine.Moves(words[edge.thread]));
      const Move& move = moves[edge.move];
      if (move.kind == Move::Kind::kInternal) continue;
      places.emplace(move.address, move.size);
    }
  }
  places_.reserve(places.size());
  for (const auto& [address, size] : places) places_.push_back({address, size});
  return absl::OkStatus();
}

absl::StatusOr<ExportedMove> Exporter::MoveOf(std::uint32_t state,
                                              const Edge& edge) {
  const GlobalState words = space_.states[state];
  const LocalState local = words[edge.thread];
  ABSL_ASSIGN_OR_RETURN(const absl::Span<const Move> moves,
                        space_.machine.Moves(local));
  ExportedMove told = {.thread = edge.thread,
                       .state = number_[edge.to],
                       .move = moves[edge.move]};
  const Move::Kind kind = told.move.kind;
  if (kind == Move::Kind::kRead || kind == Move::Kind::kReadModifyWrite) {
    ABSL_ASSIGN_OR_RETURN(
        told.read, space_.memory.Peek(words[space_.threads()],
                                      told.move.address, told.move.size));
  }
  ABSL_ASSIGN_OR_RETURN(const Step step,
                        space_.machine.Next(local, edge.move, told.read));
  told.written = kind == Move::Kind::kReadModifyWrite && step.writes;
  if (told.written) told.value = step.value;
  told.passes =
      PassedBy(told.move.operation, space_.machine.View(local),
               space_.machine.View(space_.states[edge.to][edge.thread]));
  return told;
}

absl::StatusOr<ExportedState> Exporter::StateOf(std::uint32_t state) {
  const GlobalState words = space_.states[state];
  ExportedState told = {.content = contents_.Of(words[space_.threads()]),
                        .reachable = std::move(reachable_[state])};
  told.threads.reserve(space_.threads());
  for (std::size_t i = 0; i < space_.threads(); ++i) {
    told.threads.push_back(views_.Of(words[i]));
  }
  told.moves.reserve(edges_[state].size());
  for (const Edge& edge : edges_[state]) {
    if (number_[edge.to] == kLeftOut) continue;
    ABSL_ASSIGN_OR_RETURN(ExportedMove move, MoveOf(state, edge));
    told.moves.push_back(std::move(move));
  }
  return told;
}

absl::Status Exporter::FillTables(ExportedGraph& graph) const {
  graph.views.reserve(views_.things().size());
  for (const LocalState local : views_.things()) {
    graph.views.push_back(
        {space_.machine.View(local), space_.machine.Finished(local)});
  }
  graph.contents.reserve(contents_.things().size());
  for (const std::uint32_t content : contents_.things()) {
    std::vector<Value>& values = graph.contents.emplace_back();
    values.reserve(places_.size());
    for (const ExportedPlace& place : places_) {
      ABSL_ASSIGN_OR_RETURN(
          const Value value,
          space_.memory.Peek(content, place.address, place.size));
      values.push_back(value);
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<ExportedGraph> Exporter::Run() {
  AddStarts();
  ABSL_RETURN_IF_ERROR(FindStates());
  FindReachable();
  LeaveOut();
  ABSL_RETURN_IF_ERROR(NumberPlaces());
  ExportedGraph graph;
  graph.starts = space_.start_states.size();
  graph.bound = space_.machine.Bound();
  graph.places = places_;
  graph.outcomes.reserve(ends_.size());
  for (const auto& [outcome, states] : ends_) graph.outcomes.push_back(outcome);
  graph.states.reserve(kept_.size());
  for (const std::uint32_t state : kept_) {
    ABSL_ASSIGN_OR_RETURN(ExportedState told, StateOf(state));
    graph.states.push_back(std::move(told));
  }
  ABSL_RETURN_IF_ERROR(FillTables(graph));
  return graph;
}

}  // namespace

absl::StatusOr<ExportedGraph> ExportGraph(const Job& job, Machine& machine,
                                          const Observe& observe,
                                          std::uint32_t most) {
  ABSL_ASSIGN_OR_RETURN(MemoryImage memory, MemoryImage::Of(job));
  std::vector<LocalState> starts;
  starts.reserve(job.threads.size());
  for (const Thread& thread : job.threads) {
    ABSL_ASSIGN_OR_RETURN(const LocalState start, machine.Start(thread));
    starts.push_back(start);
  }
  return Exporter(job, machine, observe, std::move(memory), std::move(starts),
                  most)
      .Run();
}

}  // namespace atomics_lab::explore
