// The explorer's answers in the terms of the report: names instead of
// addresses, and a verdict on what the counter claims.
#ifndef ATOMICS_LAB_TOOLS_LAB_EXPLORATION_H_
#define ATOMICS_LAB_TOOLS_LAB_EXPLORATION_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "counters/counter.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/listing/listing.h"
#include "tools/result/exploration.h"

namespace atomics_lab::lab {

// "sc", "tso", "armv8".
std::string_view ModelName(explore::Model model);
// Errors: InvalidArgument for another name; it lists the three.
absl::StatusOr<explore::Model> ParseModel(std::string_view name);
// The model that the architecture promises: x86-TSO or Armv8.
explore::Model OwnModel(listing::Architecture architecture);

// What was asked.
struct ExplorationQuestion {
  std::string counter;  // empty for somebody's own functions
  std::string target;   // of those, the file
  explore::Model model = explore::Model::kSc;
  int threads = 0;
  int increments = 0;                 // calls of each thread
  std::vector<std::string> observed;  // what an outcome's numbers are of
};

// Variables by address: what a file calls the places of its memory.
struct NamedPlace {
  std::string name;
  std::uint64_t size = 0;  // bytes
};
using Names = std::map<std::uint64_t, NamedPlace>;

// Without a verdict: see Judge. Places have their names of `names`, and where
// it has none their region's: ".bss+8". Under Armv8 a step that was performed
// while an earlier one of its thread was not has a note that says so.
// Requires: `job` is what was searched.
result::Exploration DescribeExploration(const ExplorationQuestion& question,
                                        const explore::Job& job,
                                        const explore::Exploration& found,
                                        const Names& names = {});

// The answer where there is none: `why` the counter cannot be explored.
result::Exploration NotExplorable(const ExplorationQuestion& question,
                                  std::string why);

// The final value if no update is lost: threads × increments, modulo
// 2^width_bits.
result::Value NothingLost(const Claims& claims,
                          const result::Exploration& found);

// Fills claim, verdict, reason and as_claimed from the outcomes.
//
// Lossless is proved if every execution ends and ends at NothingLost, refuted
// if some execution does not. `as_claimed` is false where a lossless counter is
// refuted, and where one that may lose updates cannot, on its architecture's
// `own_model` with two threads or more. Requires: outcomes of one value each.
void Judge(const Claims& claims, bool own_model, result::Exploration& found);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_EXPLORATION_H_
