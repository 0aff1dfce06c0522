// From any bytes to a JSON value that is safe to walk.
#ifndef ATOMICS_LAB_TOOLS_RESULT_PARSE_H_
#define ATOMICS_LAB_TOOLS_RESULT_PARSE_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "nlohmann/json.hpp"

namespace atomics_lab::result {

// Deeper nesting is refused. Results themselves nest nine levels deep.
inline constexpr int kMaxNesting = 32;

// Errors: InvalidArgument, one line: "is not JSON from byte N on" for syntax,
// numbers out of range and invalid UTF-8; too deep nesting; a key that stands
// twice in one object.
absl::StatusOr<nlohmann::json> Parse(std::string_view text);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_PARSE_H_
