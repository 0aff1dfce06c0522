#include "tools/replay/turns.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/explore/exported_graph.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/explore/where.h"
#include "tools/replay/forecast.h"

namespace atomics_lab::replay {
namespace {

using explore::ExportedGraph;
using explore::ExportedMove;

constexpr std::size_t kNobody = ~std::size_t{0};

// A state, and who moved last, by which operation.
struct Node {
  std::uint32_t state = 0;
  std::size_t thread = kNobody;
  std::uint32_t operation = 0;

  friend bool operator==(const Node&, const Node&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const Node& n) {
    return H::combine(std::move(h), n.state, n.thread, n.operation);
  }
};

struct Arrival {
  Node from;
  bool new_turn = false;
  int switches = 0;
  bool settled = false;
};

// A modelled call's accesses are described by its name and what they do.
bool IsModelled(const explore::Program& program, std::uint32_t operation) {
  const std::string& text =
      program.sites[program.operations[operation].site].text;
  return std::ranges::any_of(
      program.modelled_calls, [&text](const std::string& call) {
        return absl::StartsWith(text, absl::StrCat(call, ": "));
      });
}

// Whether a move goes on with what the move of `before` began: a later access
// of the same instruction, or any of the same modelled call, which may loop.
bool GoesOn(const explore::Program& program, std::uint32_t before,
            std::uint32_t next) {
  if (!SameUnit(program, before, next)) return false;
  return next > before || IsModelled(program, next);
}

// Breadth first by switches of thread.
class Finder {
 public:
  Finder(const explore::Program& program, const ExportedGraph& graph,
         std::uint32_t outcome, bool whole)
      : program_(program), graph_(graph), outcome_(outcome), whole_(whole) {}

  std::optional<Node> Find();
  Turns TurnsOf(Node end) const;
  // The first operation on the way within whose unit another thread goes.
  std::optional<std::uint32_t> SplitOn(Node end) const;

 private:
  // Whether the thread that moved last has more to do within its unit.
  bool Within(const Node& node) const;
  void Reach(const Node& from, const Arrival& arrival,
             const ExportedMove& move);
  std::vector<Node> WayTo(Node end) const;
  bool Leads(std::uint32_t state) const {
    return std::ranges::binary_search(graph_.states[state].reachable, outcome_);
  }

  const explore::Program& program_;
  const ExportedGraph& graph_;
  const std::uint32_t outcome_;
  const bool whole_;
  std::deque<Node> queue_;
  absl::flat_hash_map<Node, Arrival> seen_;
};

bool Finder::Within(const Node& node) const {
  if (node.thread == kNobody) return false;
  return std::ranges::any_of(
      graph_.states[node.state].moves, [&](const ExportedMove& move) {
        return move.thread == node.thread &&
               GoesOn(program_, node.operation, move.move.operation);
      });
}

void Finder::Reach(const Node& from, const Arrival& arrival,
                   const ExportedMove& move) {
  const bool same = move.thread == from.thread;
  const bool goes_on =
      same && GoesOn(program_, from.operation, move.move.operation);
  const bool switches = from.thread != kNobody && !same;
  const Node to = {move.state, move.thread, move.move.operation};
  const int cost = arrival.switches + (switches ? 1 : 0);
  const auto [found, fresh] = seen_.try_emplace(to);
  if (!fresh && found->second.switches <= cost) return;
  found->second = {from, !goes_on, cost, false};
  if (switches) {
    queue_.push_back(to);
  } else {
    queue_.push_front(to);
  }
}

std::optional<Node> Finder::Find() {
  for (std::uint32_t i = 0; i < graph_.starts; ++i) {
    if (!Leads(i)) continue;
    seen_[{.state = i}] = {};
    queue_.push_back({.state = i});
  }
  while (!queue_.empty()) {
    const Node node = queue_.front();
    queue_.pop_front();
    Arrival& arrival = seen_[node];
    if (std::exchange(arrival.settled, true)) continue;
    const auto& moves = graph_.states[node.state].moves;
    if (moves.empty()) return node;
    const bool within = whole_ && Within(node);
    const Arrival here = arrival;
    for (const ExportedMove& move : moves) {
      if (within && move.thread != node.thread) continue;
      if (Leads(move.state)) Reach(node, here, move);
    }
  }
  return std::nullopt;
}

std::vector<Node> Finder::WayTo(Node end) const {
  std::vector<Node> way;
  for (Node at = end; at.thread != kNobody; at = seen_.at(at).from) {
    way.push_back(at);
  }
  std::ranges::reverse(way);
  return way;
}

Turns Finder::TurnsOf(Node end) const {
  Turns turns;
  for (const Node& node : WayTo(end)) {
    if (seen_.at(node).new_turn) turns.push_back(node.thread);
  }
  return turns;
}

std::optional<std::uint32_t> Finder::SplitOn(Node end) const {
  const std::vector<Node> way = WayTo(end);
  for (std::size_t i = 1; i < way.size(); ++i) {
    if (way[i].thread != way[i - 1].thread && Within(way[i - 1])) {
      return way[i - 1].operation;
    }
  }
  return std::nullopt;
}

std::string Ends(const ExportedGraph& graph) {
  std::vector<std::string> ends;
  ends.reserve(graph.outcomes.size());
  for (const explore::Outcome& outcome : graph.outcomes) {
    ends.push_back(absl::StrJoin(outcome, ","));
  }
  return absl::StrJoin(ends, ", ");
}

absl::Status CannotSplit(const explore::Program& program,
                         std::uint32_t operation) {
  return absl::FailedPreconditionError(absl::StrCat(
      "another thread would have to go between two accesses of ",
      explore::Where(program, operation),
      ", and single-stepping stops before an instruction or after it"));
}

}  // namespace

absl::StatusOr<Turns> TurnsAlong(
    const std::vector<explore::WitnessStep>& witness, const explore::Job& job) {
  Turns turns;
  std::vector<std::optional<std::uint32_t>> last(job.threads.size());
  for (const explore::WitnessStep& step : witness) {
    const std::uint32_t operation = step.move.operation;
    auto& before = last[step.thread];
    const bool goes_on =
        before.has_value() && GoesOn(job.program, *before, operation);
    before = operation;
    if (!goes_on) {
      turns.push_back(step.thread);
    } else if (turns.back() != step.thread) {
      return CannotSplit(job.program, operation);
    }
  }
  return turns;
}

absl::StatusOr<Turns> TurnsTo(const explore::Outcome& outcome,
                              const explore::Job& job,
                              const ExportedGraph& graph) {
  const auto place = std::ranges::lower_bound(graph.outcomes, outcome);
  if (place == graph.outcomes.end() || *place != outcome) {
    return absl::NotFoundError(absl::StrCat(
        "no execution ends at ", absl::StrJoin(outcome, ","),
        "; under sequential consistency they end at ", Ends(graph)));
  }
  const auto number =
      static_cast<std::uint32_t>(place - graph.outcomes.begin());
  Finder whole(job.program, graph, number, true);
  if (const auto end = whole.Find()) return whole.TurnsOf(*end);
  Finder split(job.program, graph, number, false);
  const auto end = split.Find();
  const auto where = end.has_value() ? split.SplitOn(*end) : std::nullopt;
  if (where.has_value()) return CannotSplit(job.program, *where);
  return absl::InternalError("an outcome that nothing leads to");
}

}  // namespace atomics_lab::replay
