#include "tools/shapes/matrix.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "tools/collect/exploration.h"
#include "tools/explore/search.h"
#include "tools/listing/binary.h"
#include "tools/result/litmus_matrix.h"
#include "tools/shapes/expected.h"
#include "tools/shapes/explore_shape.h"

namespace atomics_lab::shapes {
namespace {

result::LitmusTest Describe(const Shape& shape) {
  result::LitmusTest test = {.name = std::string(shape.name),
                             .question = std::string(shape.question)};
  for (std::size_t i = 0; i < shape.observed.size(); ++i) {
    if (shape.observed[i].empty()) continue;
    test.observed.emplace_back(shape.observed[i]);
    test.asked.push_back(shape.asked[i]);
  }
  return test;
}

result::LitmusCell CellOf(const TargetCode& code, const Row& row,
                          explore::Model model) {
  result::LitmusCell cell = {.target = code.target,
                             .model = std::string(collect::ModelName(model))};
  const Shape& shape = ShapeNamed(row.shape);
  const auto found = ExploreShape(code.program, shape, row.order, model);
  if (!found.ok()) {
    cell.not_explored = found.status().message();
    return cell;
  }
  cell.reached = FindAsked(*found, shape) != nullptr;
  for (const explore::Outcome& outcome : OutcomesOf(*found)) {
    cell.outcomes.emplace_back(outcome.begin(), outcome.end());
  }
  return cell;
}

}  // namespace

result::LitmusVerdict VerdictOf(Cpp cpp) {
  switch (cpp) {
    case Cpp::kForbids:
      return result::LitmusVerdict::kForbids;
    case Cpp::kAllows:
      return result::LitmusVerdict::kAllows;
    case Cpp::kRace:
      break;
  }
  return result::LitmusVerdict::kRace;
}

absl::StatusOr<result::LitmusMatrix> MakeMatrix(
    const std::vector<TargetCode>& targets, const std::vector<Row>& rows,
    const Progress& progress) {
  result::LitmusMatrix matrix;
  std::vector<explore::Model> models;
  for (const TargetCode& code : targets) {
    ABSL_ASSIGN_OR_RETURN(const auto binary,
                          listing::Binary::Open(code.program));
    matrix.targets.push_back(code.target);
    models.push_back(collect::OwnModel(binary.architecture()));
  }
  std::size_t done = 0;
  for (const Row& row : rows) {
    result::LitmusRow told = {.test = std::string(row.shape),
                              .order = std::string(row.order),
                              .cpp = VerdictOf(row.cpp)};
    for (std::size_t i = 0; i < targets.size(); ++i) {
      told.cells.push_back(CellOf(targets[i], row, models[i]));
      if (!progress(++done, rows.size() * targets.size())) return matrix;
    }
    if (std::ranges::find(matrix.tests, told.test, &result::LitmusTest::name) ==
        matrix.tests.end()) {
      matrix.tests.push_back(Describe(ShapeNamed(row.shape)));
    }
    matrix.rows.push_back(std::move(told));
  }
  return matrix;
}

}  // namespace atomics_lab::shapes
