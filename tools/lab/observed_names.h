// What people call the things that are observed in the end.
#ifndef ATOMICS_LAB_TOOLS_LAB_OBSERVED_NAMES_H_
#define ATOMICS_LAB_TOOLS_LAB_OBSERVED_NAMES_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/program/function_job.h"
#include "tools/program/image.h"

namespace atomics_lab::lab {

// What can be named.
struct ObservableNames {
  std::vector<std::string> functions;  // what each thread calls
  std::vector<std::string> cells;      // variables that were made up
  const program::Image* image = nullptr;
  std::string result;  // the register that holds what was returned
};

// "ret2", what the second thread's last call returned; "Consume" or
// "ns::Consume", likewise, of the one thread that calls it; "2:x0", a register
// of the second thread; else a variable. Behind all but registers, ":4" is a
// size in bytes.
// Guarantees: the answer's name is `text`.
// Errors: one line, with near names: InvalidArgument, NotFound.
absl::StatusOr<program::Observed> NameObserved(std::string_view text,
                                               const ObservableNames& known);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_OBSERVED_NAMES_H_
