// Results as JSON, both ways.
#ifndef ATOMICS_LAB_TOOLS_RESULT_JSON_H_
#define ATOMICS_LAB_TOOLS_RESULT_JSON_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/result/exploration.h"
#include "tools/result/result.h"
#include "tools/result/stepper.h"

namespace atomics_lab::result {

// The value of the key "schema", by which a file says that it holds results.
inline constexpr std::string_view kSchemaName = "atomics-lab/results";

// Guarantees: valid UTF-8 whatever bytes the names hold; keys in a fixed
// order, so that equal results are equal text; ends with a newline. What was
// not measured (an empty CPU name, no source line, no message) has no key.
std::string ToJson(const Results& results);

// Functions alone, as they stand in a row: a JSON array.
std::string ToJson(const std::vector<Function>& functions);

// One exploration alone: a JSON object.
std::string ToJson(const Exploration& exploration);

// One stepper alone: a JSON object in one line.
std::string ToJson(const Stepper& stepper);

// Reads what ToJson wrote; keys that it does not know are passed over. `name`
// stands for the file in messages.
// Errors: InvalidArgument, one line that names the file and the place (a JSON
// pointer such as /rows/3/verdict, or the byte where parsing stopped): not
// JSON, another schema, another version (it says which one is read), a missing
// key, a value of the wrong type, a key or a histogram's value that stands
// twice, a row, exploration, stepper or cost of a counter or target that the
// file does not have. Survives any bytes.
absl::StatusOr<Results> FromJson(std::string_view text, std::string_view name);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_JSON_H_
