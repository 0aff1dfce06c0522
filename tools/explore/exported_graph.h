// All states of a small job, for somebody who wants to walk through them.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_EXPORTED_GRAPH_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_EXPORTED_GRAPH_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"

namespace atomics_lab::explore {

// Something that a thread can do in a state.
struct ExportedMove {
  std::size_t thread = 0;
  std::uint32_t state = 0;  // after it
  Move move;
  Value read;            // of kRead and kReadModifyWrite
  bool written = false;  // of kReadModifyWrite
  Value value;           // what was written
  // Operations that stand before it in its thread's program and access memory,
  // and had not done so when this one did. In program order; mostly empty.
  std::vector<std::uint32_t> passes;
};

struct ExportedState {
  std::vector<std::uint32_t> threads;  // indices into ExportedGraph::views
  std::uint32_t content = 0;           // index into ExportedGraph::contents
  std::vector<ExportedMove> moves;     // by thread
  // Indices into ExportedGraph::outcomes, ascending: those, and no others, that
  // some execution from here ends at. Of an end, its own.
  std::vector<std::uint32_t> reachable;
};

struct ExportedPlace {
  std::uint64_t address = 0;
  int size = 0;
};

// What a thread is like, as many states have it.
struct ExportedView {
  LocalView view;
  bool finished = false;
};

struct ExportedGraph {
  std::vector<Outcome> outcomes;             // ascending
  std::vector<ExportedPlace> places;         // that any move accesses
  std::vector<std::vector<Value>> contents;  // of memory: by place
  std::vector<ExportedView> views;           // of threads
  std::vector<ExportedState> states;         // starts first
  std::size_t starts = 0;                    // how many of them
  std::string bound;  // what was left out, as Exploration::bound
};

// Threads keep their names: none are exchanged. What a thread guessed wrong
// leads nowhere and is left out; a state that is stuck is not.
//
// Guarantees: deterministic; every state can be reached from a start.
// Errors: those of Machine and Observe; ResourceExhausted, one line, for more
// than `most` states.
absl::StatusOr<ExportedGraph> ExportGraph(const Job& job, Machine& machine,
                                          const Observe& observe,
                                          std::uint32_t most);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_EXPORTED_GRAPH_H_
