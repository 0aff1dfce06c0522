// Reads litmus tests.
#ifndef ATOMICS_LAB_TOOLS_LITMUS_PARSE_H_
#define ATOMICS_LAB_TOOLS_LITMUS_PARSE_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "tools/litmus/litmus.h"

namespace atomics_lab::litmus {

// Reads a test.
// Guarantees: survives any bytes.
// Errors, one line that begins with `file` and the line's number:
// InvalidArgument for what is no litmus test; Unimplemented for what is one but
// is not read here (other architectures, arrays, types unknown).
absl::StatusOr<Test> Parse(std::string_view text, std::string_view file);

}  // namespace atomics_lab::litmus

#endif  // ATOMICS_LAB_TOOLS_LITMUS_PARSE_H_
