// Anybody's object file, explored.
#ifndef ATOMICS_LAB_TOOLS_LAB_EXPLORE_FILE_H_
#define ATOMICS_LAB_TOOLS_LAB_EXPLORE_FILE_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/lab/explore_request.h"
#include "tools/lab/options.h"
#include "tools/listing/listing.h"
#include "tools/result/exploration.h"

namespace atomics_lab::lab {

// The architecture's own model if `name` is empty.
// Errors: as ParseModel; InvalidArgument for armv8 where code is x86-64's.
absl::StatusOr<explore::Model> ChooseModel(std::string_view name,
                                           listing::Architecture architecture);

// The calls of --function on threads of their own, from --init to --final.
// Variables that --function points to and the file has not are made up: 16
// bytes each, all zero.
// Errors: one line for whatever a person may have mistyped, and for code that
// cannot be explored.
absl::StatusOr<result::Exploration> ExploreFile(const Options& options,
                                                const ExploreBounds& bounds,
                                                explore::Limits limits);

// What ExploreFile would explore. Errors: likewise.
absl::StatusOr<explore::Job> JobOfFile(const Options& options,
                                       const ExploreBounds& bounds);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_EXPLORE_FILE_H_
