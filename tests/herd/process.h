// Other people's programs, run to their end.
#ifndef ATOMICS_LAB_TESTS_HERD_PROCESS_H_
#define ATOMICS_LAB_TESTS_HERD_PROCESS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace atomics_lab::herd {

struct Finished {
  int exit_code = 0;
  std::string out;
  std::string err;
};

// Runs `arguments` in `folder`, which also takes what the program prints.
// Errors: NotFound if there is no such program; Internal if a signal ended it.
absl::StatusOr<Finished> Run(const std::vector<std::string>& arguments,
                             const std::string& folder);

// Errors: NotFound, Internal.
absl::StatusOr<std::string> ReadFile(const std::string& path);
absl::Status WriteFile(const std::string& path, std::string_view text);

}  // namespace atomics_lab::herd

#endif  // ATOMICS_LAB_TESTS_HERD_PROCESS_H_
