// Measurements as JSON, both ways.
#ifndef ATOMICS_LAB_TOOLS_RESULT_BENCH_JSON_H_
#define ATOMICS_LAB_TOOLS_RESULT_BENCH_JSON_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "tools/result/bench.h"

namespace atomics_lab::result {

// The value of the key "schema", and the version that is written and read.
inline constexpr std::string_view kBenchSchemaName = "atomics-lab/bench";
inline constexpr int kBenchSchemaVersion = 1;

// Guarantees: valid UTF-8; keys in a fixed order; ends with a newline. What the
// system did not tell has no key, nor what was not asked for, nor the mix of a
// row that only adds, nor the hint of one that gives none.
std::string BenchToJson(const Bench& bench);

// Reads what BenchToJson wrote; keys that it does not know are passed over.
// `name` stands for the file in messages.
// Errors: InvalidArgument, one line with the file and the place: not JSON,
// another schema or version, a missing key, a value of the wrong type.
absl::StatusOr<Bench> BenchFromJson(std::string_view text,
                                    std::string_view name);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_BENCH_JSON_H_
