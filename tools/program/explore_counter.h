// A counter of a suite's binary, explored.
#ifndef ATOMICS_LAB_TOOLS_PROGRAM_EXPLORE_COUNTER_H_
#define ATOMICS_LAB_TOOLS_PROGRAM_EXPLORE_COUNTER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/explore/exported_graph.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/program/counter_job.h"
#include "tools/program/instruction_set.h"

namespace atomics_lab::program {

struct ExploredCounter {
  explore::Exploration exploration;  // outcomes of one number each
  explore::Job job;                  // what witnesses refer to
  explore::Observe observe;          // the job's: see CounterJob
  std::vector<std::string> modelled_calls;
  // Not empty if the counter cannot be explored: why, in one line. The
  // exploration is then empty.
  std::string not_explorable;
};

using MachineMaker =
    std::function<std::unique_ptr<explore::Machine>(const explore::Job&)>;

// Explores with threads' own memory private. If an address of it gets out,
// explores again with just those words of it shared that others access. Where a
// search is stopped by its limits, explores once more, within an eighth of
// them, on the machine of `make_narrow`, if there is one: what that reaches
// stands among the outcomes, and the bound says so.
// Requires: every execution of `make_narrow`'s machine is one of
// `make_machine`'s.
// Errors: as listing::Binary::Open, and NotFound for a file without probes of
// that name. What comes up on the way is no error: see not_explorable.
absl::StatusOr<ExploredCounter> ExploreCounter(
    const std::string& file, const InstructionSet& instruction_set,
    CounterRequest request, const MachineMaker& make_machine,
    const explore::Limits& limits, const MachineMaker& make_narrow = nullptr);

struct ExportedCounter {
  explore::ExportedGraph graph;
  explore::Job job;            // what the graph refers to
  std::string not_explorable;  // as ExploredCounter's
};

// The counter's whole graph of states, its threads' own memory shared as
// ExploreCounter does. More than `most_states` are a reason, too, why it cannot
// be explored.
// Errors: as ExploreCounter.
absl::StatusOr<ExportedCounter> ExportCounter(
    const std::string& file, const InstructionSet& instruction_set,
    CounterRequest request, const MachineMaker& make_machine,
    std::uint32_t most_states);

}  // namespace atomics_lab::program

#endif  // ATOMICS_LAB_TOOLS_PROGRAM_EXPLORE_COUNTER_H_
