// Which outcomes the litmus tests have on each target.
#ifndef ATOMICS_LAB_TOOLS_SHAPES_MATRIX_H_
#define ATOMICS_LAB_TOOLS_SHAPES_MATRIX_H_

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/result/litmus_matrix.h"
#include "tools/shapes/expected.h"

namespace atomics_lab::shapes {

// A target's code of all shapes.
struct TargetCode {
  std::string target;
  std::string program;  // linked
  std::string object;   // not linked yet
};

// After each exploration: how many are done, of how many. Returns whether to go
// on.
using Progress = std::function<bool(std::size_t done, std::size_t all)>;

// Rows of expected.h, under each target's own model.
// Guarantees: what cannot be explored is a cell that says why. Where `progress`
// ended it, the rows that are whole.
// Errors: as listing::Binary::Open, of a target's program.
absl::StatusOr<result::LitmusMatrix> MakeMatrix(
    const std::vector<TargetCode>& targets, const std::vector<Row>& rows,
    const Progress& progress);

result::LitmusVerdict VerdictOf(Cpp cpp);

}  // namespace atomics_lab::shapes

#endif  // ATOMICS_LAB_TOOLS_SHAPES_MATRIX_H_
