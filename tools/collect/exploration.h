// The explorer's answers in the terms of the report: names instead of
// addresses.
#ifndef ATOMICS_LAB_TOOLS_COLLECT_EXPLORATION_H_
#define ATOMICS_LAB_TOOLS_COLLECT_EXPLORATION_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/collect/place_names.h"
#include "tools/explore/move.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/listing/listing.h"
#include "tools/result/exploration.h"

namespace atomics_lab::collect {

// "sc", "tso", "armv8".
std::string_view ModelName(explore::Model model);
// Errors: InvalidArgument for another name; it lists the three.
absl::StatusOr<explore::Model> ParseModel(std::string_view name);
// The model that the architecture promises: x86-TSO or Armv8.
explore::Model OwnModel(listing::Architecture architecture);

// "internal", "read", "write", "read-modify-write": of result's steps.
std::string_view ActionName(explore::Move::Kind kind);

// What was asked.
struct ExplorationQuestion {
  std::string counter;  // empty for somebody's own functions
  std::string target;   // of those, the file
  explore::Model model = explore::Model::kSc;
  int threads = 0;
  int increments = 0;                 // calls of each thread
  std::vector<std::string> observed;  // what an outcome's numbers are of
};

// Without a verdict: see judge.h. A place is named by `names`, else by its
// region: ".bss+8". Under Armv8 a step that was performed while an earlier one
// of its thread was not has a note that says so.
// Requires: `job` is what was searched.
result::Exploration DescribeExploration(const ExplorationQuestion& question,
                                        const explore::Job& job,
                                        const explore::Exploration& found,
                                        const Names& names = {});

// The answer where there is none: `why` the counter cannot be explored.
result::Exploration NotExplorable(const ExplorationQuestion& question,
                                  std::string why);

}  // namespace atomics_lab::collect

#endif  // ATOMICS_LAB_TOOLS_COLLECT_EXPLORATION_H_
