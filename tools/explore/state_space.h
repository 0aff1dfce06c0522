// The states of a job, as far as a search has found them.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_STATE_SPACE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_STATE_SPACE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "tools/explore/chunked_vector.h"
#include "tools/explore/machine.h"
#include "tools/explore/memory_image.h"
#include "tools/explore/outcomes.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/explore/state_edges.h"
#include "tools/explore/state_graph.h"
#include "tools/explore/state_table.h"
#include "tools/explore/transitions.h"

namespace atomics_lab::explore {

// A final state, and one of its outcomes, by its number.
struct FinalAt {
  std::uint32_t state = 0;
  std::uint32_t outcome = 0;
};

// Its parts refer to each other: it stays where it is.
struct StateSpace {
  // Requires: `asked`, `asked_machine` and `asked_observe` outlive it.
  StateSpace(const Job& asked, Machine& asked_machine,
             const Observe& asked_observe, MemoryImage image,
             std::vector<LocalState> thread_starts, const Limits& limits)
      : job(asked),
        machine(asked_machine),
        observe(asked_observe),
        memory(std::move(image)),
        starts(std::move(thread_starts)),
        transitions(job, machine, memory, limits.memory / 8),
        graph(transitions, starts, limits.symmetry),
        states(starts.size() + 1) {}
  StateSpace(const StateSpace&) = delete;
  StateSpace& operator=(const StateSpace&) = delete;

  std::size_t threads() const { return starts.size(); }

  // Interns the states in which everything begins, one for each start of
  // memory. To be called once, before other states come.
  void AddStarts();

  absl::StatusOr<std::vector<Observed>> ObserveAll(std::uint32_t state) const {
    return explore::ObserveAll(job, machine, memory, graph,
                               states[state].data(), observe);
  }

  std::size_t Memory() const {
    return states.Memory() + edges.Memory() + memory.Memory() +
           transitions.Memory() + machine.Memory() + finals.Memory();
  }
  // Bytes that `more` states may take for a moment on top of Memory(). What
  // grows with the states of threads and memory is taken to double next.
  std::size_t GrowthFor(std::size_t more) const {
    return states.GrowthFor(more) + transitions.GrowthFor(more) +
           (memory.Memory() + machine.Memory()) / 4;
  }

  const Job& job;
  Machine& machine;
  const Observe& observe;
  MemoryImage memory;
  const std::vector<LocalState> starts;  // by thread
  Transitions transitions;
  StateGraph graph;
  StateTable states;
  StateEdges edges;
  std::vector<std::uint32_t> start_states;
  ChunkedVector<FinalAt> finals;  // by state
};

inline void StateSpace::AddStarts() {
  for (std::size_t i = 0; i < memory.starts(); ++i) {
    GlobalState state{};
    std::copy(starts.begin(), starts.end(), state.begin());
    state[threads()] = memory.Start(i);
    graph.Sort(state.data());
    start_states.push_back(states.Intern(state.data()));
  }
  edges.Start(states.size());
}

// The state in which each thread starts. Errors: the machine's.
inline absl::StatusOr<std::vector<LocalState>> StartsOf(const Job& job,
                                                        Machine& machine) {
  std::vector<LocalState> starts;
  starts.reserve(job.threads.size());
  for (const Thread& thread : job.threads) {
    ABSL_ASSIGN_OR_RETURN(const LocalState start, machine.Start(thread));
    starts.push_back(start);
  }
  return starts;
}

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_STATE_SPACE_H_
