// The threads of a shape, explored out of the program they were linked into.
#ifndef ATOMICS_LAB_TOOLS_SHAPES_EXPLORE_SHAPE_H_
#define ATOMICS_LAB_TOOLS_SHAPES_EXPLORE_SHAPE_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/explore/search.h"
#include "tools/listing/listing.h"
#include "tools/result/exploration.h"
#include "tools/shapes/expected.h"

namespace atomics_lab::shapes {

// Requires: `name` is in kShapes.
const Shape& ShapeNamed(std::string_view name);

// "atomics_lab::shapes::Threads<…SeqCst>::Sb::P0".
std::string FunctionName(std::string_view shape, std::string_view order,
                         int thread);

// `path`: a linked program of threads.cc, or a changed copy of one. Where
// outlined atomics choose by a byte, both choices are explored.
// Errors: as program::MakeFunctionJob and explore::Explore.
// Guarantees: complete, or an error that says what bounded it.
absl::StatusOr<explore::Exploration> ExploreShape(const std::string& path,
                                                  const Shape& shape,
                                                  std::string_view order,
                                                  explore::Model model);

// The same with a function for each thread, as listing::Binary::Disassemble
// takes them.
absl::StatusOr<explore::Exploration> ExploreThreads(
    const std::string& path, const Shape& shape,
    const std::vector<std::string>& functions, explore::Model model);

// What ExploreThreads found, with stories for people. `label` stands for the
// file.
absl::StatusOr<result::Exploration> DescribeThreads(
    const std::string& label, const std::string& path, const Shape& shape,
    const std::vector<std::string>& functions, explore::Model model);

// The functions of a shape's threads, all of one order.
std::vector<std::string> FunctionsOf(const Shape& shape,
                                     std::string_view order);

// The outcome that the row is about; null if it was not reached.
const explore::Reached* FindAsked(const explore::Exploration& exploration,
                                  const Shape& shape);

std::set<explore::Outcome> OutcomesOf(const explore::Exploration& exploration);

}  // namespace atomics_lab::shapes

#endif  // ATOMICS_LAB_TOOLS_SHAPES_EXPLORE_SHAPE_H_
