#include "tools/explore/exported_graph.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/explore/machine.h"
#include "tools/explore/memory_image.h"
#include "tools/explore/performed.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/explore/state_space.h"
#include "tools/explore/state_table.h"
#include "tools/explore/walked_graph.h"

namespace atomics_lab::explore {
namespace {

using Edge = WalkedGraph::Edge;

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
           MemoryImage memory, std::vector<LocalState> starts)
      : limits_({.symmetry = false}),
        space_(job, machine, observe, std::move(memory), std::move(starts),
               limits_) {}

  absl::StatusOr<ExportedGraph> Run(std::uint32_t most);

 private:
  absl::Status NumberPlaces();
  absl::StatusOr<ExportedMove> MoveOf(std::uint32_t state, const Edge& edge);
  absl::StatusOr<ExportedState> StateOf(std::uint32_t state);
  absl::Status FillTables(ExportedGraph& graph) const;

  const Limits limits_;
  StateSpace space_;
  WalkedGraph walked_{space_};
  std::vector<ExportedPlace> places_;
  Numbers views_;
  Numbers contents_;
};

absl::Status Exporter::NumberPlaces() {
  std::set<std::pair<std::uint64_t, int>> places;
  for (const std::uint32_t state : walked_.kept()) {
    const GlobalState words = space_.states[state];
    for (const Edge& edge : walked_.edges(state)) {
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
  ABSL_ASSIGN_OR_RETURN(const Performed made,
                        Perform(space_.machine, space_.memory,
                                words[space_.threads()], local, edge.move));
  ExportedMove told = {.thread = edge.thread,
                       .state = walked_.number(edge.to),
                       .move = made.move,
                       .read = made.read,
                       .written = made.written,
                       .value = made.value};
  told.passes =
      PassedBy(told.move.operation, space_.machine.View(local),
               space_.machine.View(space_.states[edge.to][edge.thread]));
  return told;
}

absl::StatusOr<ExportedState> Exporter::StateOf(std::uint32_t state) {
  const GlobalState words = space_.states[state];
  ExportedState told = {.content = contents_.Of(words[space_.threads()]),
                        .reachable = walked_.reachable(state)};
  told.threads.reserve(space_.threads());
  for (std::size_t i = 0; i < space_.threads(); ++i) {
    told.threads.push_back(views_.Of(words[i]));
  }
  told.moves.reserve(walked_.edges(state).size());
  for (const Edge& edge : walked_.edges(state)) {
    if (walked_.number(edge.to) == WalkedGraph::kLeftOut) continue;
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

absl::StatusOr<ExportedGraph> Exporter::Run(std::uint32_t most) {
  ABSL_RETURN_IF_ERROR(walked_.Walk(most));
  ABSL_RETURN_IF_ERROR(NumberPlaces());
  ExportedGraph graph;
  graph.starts = space_.start_states.size();
  graph.bound = space_.machine.Bound();
  graph.places = places_;
  graph.outcomes.reserve(walked_.ends().size());
  for (const auto& [outcome, states] : walked_.ends()) {
    graph.outcomes.push_back(outcome);
  }
  graph.states.reserve(walked_.kept().size());
  for (const std::uint32_t state : walked_.kept()) {
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
  ABSL_ASSIGN_OR_RETURN(std::vector<LocalState> starts, StartsOf(job, machine));
  return Exporter(job, machine, observe, std::move(memory), std::move(starts))
      .Run(most);
}

}  // namespace atomics_lab::explore
