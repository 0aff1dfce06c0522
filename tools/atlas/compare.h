// The atlas read along one of its sides: compiler against compiler, level
// against level, or target against target; and few rows made of many.
#ifndef ATOMICS_LAB_TOOLS_ATLAS_COMPARE_H_
#define ATOMICS_LAB_TOOLS_ATLAS_COMPARE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/atlas/atlas.h"

namespace atomics_lab::atlas {

// The same question put to two.
struct Comparison {
  Question question;
  // What the two have in common: the level of two compilers, the compiler of
  // two levels; empty for two targets.
  std::string shared;
  std::string left;   // family of the cell
  std::string right;  // the same of the other
};

// `left` and `right` name two compilers, two levels or two targets.
// Guarantees: in the order of the atlas's tables: by operation, then by what is
// shared, width, order and result. Questions that only one of the two answers
// are left out.
// Errors: InvalidArgument, one line that lists the right names.
absl::StatusOr<std::vector<Comparison>> Compare(const Atlas& atlas,
                                                std::string_view left,
                                                std::string_view right);

// What Comparison::shared is for these two: "level", "compiler" or "".
std::string_view SharedTitle(const Atlas& atlas, std::string_view left,
                             std::string_view right);

// Several comparisons of one operation that come to the same.
struct Row {
  std::string operation;
  std::vector<std::string> shared;
  std::vector<std::string> orders;
  std::vector<int> widths;
  std::vector<std::string> results;
  std::string left;
  std::string right;
};

// Few rows that together say what all comparisons say.
// Guarantees: a row stands for every combination of what it lists; each
// comparison is in exactly one row.
std::vector<Row> Condense(const std::vector<Comparison>& comparisons);

// "8–64", "8, 32–128", "-" for the width 0. Requires: ascending widths.
std::string WidthsText(const std::vector<int>& widths);

// "any" where `orders` are all that `operation` can have, "acquire, seq_cst",
// and so on.
std::string OrdersText(std::string_view operation,
                       const std::vector<std::string>& orders);

// "used", "unused", "either", "-".
std::string ResultsText(const std::vector<std::string>& results);

}  // namespace atomics_lab::atlas

#endif  // ATOMICS_LAB_TOOLS_ATLAS_COMPARE_H_
