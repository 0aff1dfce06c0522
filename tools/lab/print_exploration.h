// An exploration as a command prints it.
#ifndef ATOMICS_LAB_TOOLS_LAB_PRINT_EXPLORATION_H_
#define ATOMICS_LAB_TOOLS_LAB_PRINT_EXPLORATION_H_

#include <string>

#include "absl/types/span.h"
#include "tools/lab/options.h"
#include "tools/outcome/check.h"
#include "tools/result/exploration.h"

namespace atomics_lab::lab {

// As report's and result's printers have it.
std::string ExplorationIn(Format format, const result::Exploration& told);

// The same of an exploration that was held to conditions. Text and Markdown
// show the outcomes that break one, with their pictures, and then a line for
// each check. The JSON has all outcomes, and `checks`: objects of `kind`,
// `condition`, `state` and `outcomes`, the indices of those that say so.
// Requires: `checks` were made of `told`.
std::string CheckedExplorationIn(Format format, const result::Exploration& told,
                                 absl::Span<const outcome::Check> checks);

// Whether a counter contradicts its claim, or threads can get stuck.
bool IsFinding(const result::Exploration& told);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_PRINT_EXPLORATION_H_
