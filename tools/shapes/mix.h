// Litmus tests whose threads two targets compiled.
#ifndef ATOMICS_LAB_TOOLS_SHAPES_MIX_H_
#define ATOMICS_LAB_TOOLS_SHAPES_MIX_H_

#include <vector>

#include "absl/status/statusor.h"
#include "tools/result/litmus_matrix.h"
#include "tools/shapes/expected.h"
#include "tools/shapes/matrix.h"

namespace atomics_lab::shapes {

// For each pair of targets of one architecture: both objects in one program, as
// a linker makes it, with one set of variables; of `rows`, those whose outcome
// C++ forbids and that have several threads, with every choice of whose code
// each thread runs that takes both.
// Guarantees: what cannot be linked or explored says why. Where `progress`
// ended it, the pairs that are whole.
// Errors: as listing::Binary::Open, of a target's object; Internal without a
// folder for temporary files.
absl::StatusOr<std::vector<result::LitmusMix>> MixTargets(
    const std::vector<TargetCode>& targets, const std::vector<Row>& rows,
    const Progress& progress);

}  // namespace atomics_lab::shapes

#endif  // ATOMICS_LAB_TOOLS_SHAPES_MIX_H_
