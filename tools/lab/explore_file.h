// Anybody's object file, explored.
#ifndef ATOMICS_LAB_TOOLS_LAB_EXPLORE_FILE_H_
#define ATOMICS_LAB_TOOLS_LAB_EXPLORE_FILE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tools/collect/exploration.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/lab/explore_request.h"
#include "tools/lab/options.h"
#include "tools/listing/listing.h"
#include "tools/outcome/check.h"
#include "tools/outcome/condition.h"
#include "tools/result/exploration.h"

namespace atomics_lab::lab {

// The architecture's own model if `name` is empty.
// Errors: as ParseModel; InvalidArgument for armv8 where code is x86-64's.
absl::StatusOr<explore::Model> ChooseModel(std::string_view name,
                                           listing::Architecture architecture);

// `status` with the name of the file in front, unless its message has it.
absl::Status At(const std::string& file, const absl::Status& status);

struct ExploredFile {
  result::Exploration told;
  std::vector<outcome::Observable> observed;  // as told.observed
};

// The calls of --thread or --function on threads of their own, from --init to
// --final and whatever the conditions name. Variables that calls point to and
// the file does not have are made up: 16 bytes each, all zero.
// Guarantees: the conditions have passed CheckConditions.
// Errors: one line for whatever a person may have mistyped, and for code that
// cannot be explored.
absl::StatusOr<ExploredFile> ExploreFile(const Options& options,
                                         const ExploreBounds& bounds,
                                         const outcome::Conditions& conditions,
                                         explore::Limits limits);

// What ExploreFile would explore. Errors: likewise.
absl::StatusOr<explore::Job> JobOfFile(const Options& options,
                                       const ExploreBounds& bounds,
                                       const outcome::Conditions& conditions);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_EXPLORE_FILE_H_
