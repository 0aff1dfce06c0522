// A graph of states in the terms of the report: names instead of addresses.
#ifndef ATOMICS_LAB_TOOLS_COLLECT_STEPPER_H_
#define ATOMICS_LAB_TOOLS_COLLECT_STEPPER_H_

#include "tools/collect/exploration.h"
#include "tools/collect/place_names.h"
#include "tools/explore/exported_graph.h"
#include "tools/explore/program.h"
#include "tools/result/stepper.h"

namespace atomics_lab::collect {

// Requires: `graph` is `job`'s; its outcomes have at least one number, of which
// the first counts.
result::Stepper DescribeStepper(const ExplorationQuestion& question,
                                const explore::Job& job,
                                const explore::ExportedGraph& graph,
                                const Names& names = {});

}  // namespace atomics_lab::collect

#endif  // ATOMICS_LAB_TOOLS_COLLECT_STEPPER_H_
