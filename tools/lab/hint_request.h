// Which spin hints a person asked `lab bench` for.
#ifndef ATOMICS_LAB_TOOLS_LAB_HINT_REQUEST_H_
#define ATOMICS_LAB_TOOLS_LAB_HINT_REQUEST_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace atomics_lab::lab {

// The names in `text`, the value of --hint, in the order in which they were
// named, each once.
// Errors: InvalidArgument, one line: a name that is no hint on this
// architecture (with near names and all names), none beside commas, or a hint
// other than none where no counter is a spinning lock.
absl::StatusOr<std::vector<std::string>> ParseHints(
    std::string_view text, const std::vector<std::string>& counters);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_HINT_REQUEST_H_
