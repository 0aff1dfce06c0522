// Runs other programs to their end.
#ifndef ATOMICS_LAB_TOOLS_TOOLBOX_PROCESS_H_
#define ATOMICS_LAB_TOOLS_TOOLBOX_PROCESS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace atomics_lab::toolbox {

struct Finished {
  int exit_code = 0;
  std::string out;
  std::string err;
};

// Runs `arguments` in `folder`, which also takes what the program prints.
// Errors: NotFound if there is no such program; Internal if a signal ended it.
absl::StatusOr<Finished> Run(const std::vector<std::string>& arguments,
                             const std::string& folder);

}  // namespace atomics_lab::toolbox

#endif  // ATOMICS_LAB_TOOLS_TOOLBOX_PROCESS_H_
