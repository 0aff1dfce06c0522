#include "tools/isa/control_flow.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

using listing::Function;
using listing::Instruction;
using Nodes = std::vector<std::size_t>;

// Edges in both directions, by index of instruction.
struct Graph {
  std::vector<Nodes> successors;
  std::vector<Nodes> predecessors;
};

std::optional<std::size_t> IndexAt(const Function& function,
                                   std::uint64_t address) {
  const auto& all = function.instructions;
  const auto found = std::lower_bound(
      all.begin(), all.end(), address,
      [](const Instruction& instruction, std::uint64_t wanted) {
        return instruction.address < wanted;
      });
  if (found == all.end() || found->address != address) return std::nullopt;
  return found - all.begin();
}

Graph GraphOf(const Function& function, absl::Span<const Edges> edges) {
  const std::size_t size = function.instructions.size();
  Graph graph{.successors = std::vector<Nodes>(size),
              .predecessors = std::vector<Nodes>(size)};
  const auto connect = [&](std::size_t from, std::size_t to) {
    graph.successors[from].push_back(to);
    graph.predecessors[to].push_back(from);
  };
  for (std::size_t i = 0; i < size; ++i) {
    const Instruction& instruction = function.instructions[i];
    if (edges[i].falls_through && i + 1 < size) connect(i, i + 1);
    if (!edges[i].branches || !instruction.target_address.has_value()) continue;
    const auto target = IndexAt(function, *instruction.target_address);
    if (target.has_value()) connect(i, *target);
  }
  return graph;
}

// Finds loops by Kosaraju's two depth-first searches, with stacks of its own:
// a function may be longer than the program's stack is deep.
class LoopFinder {
 public:
  explicit LoopFinder(const Graph& graph)
      : graph_(graph),
        region_(graph.successors.size(), 0),
        seen_(graph.successors.size(), 0) {}

  // The loops among `nodes`, ignoring edges to `head`. Requires: region_ is
  // the same positive number for `nodes` and for no other node.
  std::vector<Loop> Find(const Nodes& nodes, std::optional<std::size_t> head,
                         int depth);

  std::vector<Loop> FindAll() {
    Nodes all(region_.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    if (all.empty()) return {};
    Mark(all);
    return Find(all, std::nullopt, 1);
  }

 private:
  // True for the first time in the current search.
  bool SeeFirst(std::size_t node) {
    return std::exchange(seen_[node], searches_) != searches_;
  }

  void Mark(const Nodes& nodes) {
    ++regions_;
    for (std::size_t node : nodes) region_[node] = regions_;
  }

  Nodes FinishingOrder(const Nodes& nodes, std::optional<std::size_t> head);
  Nodes TakeComponent(std::size_t root, std::optional<std::size_t> head);
  bool IsLoop(const Nodes& component, std::optional<std::size_t> head) const;
  std::size_t HeadOf(const Nodes& component) const;

  const Graph& graph_;
  std::vector<std::size_t> region_;
  std::size_t regions_ = 0;
  std::vector<std::size_t> seen_;  // by node: the last search that saw it
  std::size_t searches_ = 0;
};

Nodes LoopFinder::FinishingOrder(const Nodes& nodes,
                                 std::optional<std::size_t> head) {
  const std::size_t region = region_[nodes.front()];
  ++searches_;
  std::vector<std::pair<std::size_t, std::size_t>> path;  // node, next edge
  Nodes order;
  for (std::size_t root : nodes) {
    if (!SeeFirst(root)) continue;
    path.emplace_back(root, 0);
    while (!path.empty()) {
      auto& [node, edge] = path.back();
      if (edge == graph_.successors[node].size()) {
        order.push_back(node);
        path.pop_back();
        continue;
      }
      const std::size_t next = graph_.successors[node][edge++];
      if (region_[next] != region || next == head) continue;
      if (SeeFirst(next)) path.emplace_back(next, 0);
    }
  }
  return order;
}

Nodes LoopFinder::TakeComponent(std::size_t root,
                                std::optional<std::size_t> head) {
  Nodes component = {root};
  for (std::size_t i = 0; i < component.size(); ++i) {
    if (component[i] == head) continue;
    for (std::size_t previous : graph_.predecessors[component[i]]) {
      if (region_[previous] != region_[root]) continue;
      if (SeeFirst(previous)) component.push_back(previous);
    }
  }
  std::sort(component.begin(), component.end());
  return component;
}

bool LoopFinder::IsLoop(const Nodes& component,
                        std::optional<std::size_t> head) const {
  if (component.size() > 1) return true;
  const std::size_t node = component.front();
  const Nodes& next = graph_.successors[node];
  return node != head &&
         std::find(next.begin(), next.end(), node) != next.end();
}

// Where it is entered from outside, first in the order of addresses.
std::size_t LoopFinder::HeadOf(const Nodes& component) const {
  for (std::size_t node : component) {
    for (std::size_t previous : graph_.predecessors[node]) {
      if (!std::binary_search(component.begin(), component.end(), previous)) {
        return node;
      }
    }
  }
  return component.front();
}

std::vector<Loop> LoopFinder::Find(const Nodes& nodes,
                                   std::optional<std::size_t> head, int depth) {
  const Nodes order = FinishingOrder(nodes, head);
  ++searches_;
  std::vector<Loop> loops;
  for (auto root = order.rbegin(); root != order.rend(); ++root) {
    if (!SeeFirst(*root)) continue;
    Nodes component = TakeComponent(*root, head);
    if (!IsLoop(component, head)) continue;
    loops.push_back({.body = std::move(component)});
  }
  std::sort(loops.begin(), loops.end(), [](const Loop& a, const Loop& b) {
    return a.body.front() < b.body.front();
  });
  if (depth == kDeepestNesting) return loops;
  for (Loop& loop : loops) {
    Mark(loop.body);
    loop.inner = Find(loop.body, HeadOf(loop.body), depth + 1);
  }
  return loops;
}

}  // namespace

std::vector<Loop> LoopsOf(const Function& function,
                          absl::Span<const Edges> edges) {
  const Graph graph = GraphOf(function, edges);
  return LoopFinder(graph).FindAll();
}

}  // namespace atomics_lab::isa
