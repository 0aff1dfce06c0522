// Holds object files against promise files: `lab check` and the rule asm_test.
#ifndef ATOMICS_LAB_TOOLS_ASMCHECK_CHECK_FILES_H_
#define ATOMICS_LAB_TOOLS_ASMCHECK_CHECK_FILES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/asmcheck/inspect.h"
#include "tools/asmcheck/promise.h"

namespace atomics_lab::asmcheck {

struct CheckRequest {
  // ELF objects, executables or shared libraries, all of one target.
  std::vector<std::string> binaries;
  // Sources with promises in comments, or files of promises (LayoutOf).
  std::vector<std::string> promise_files;
  // A target (aarch64_lse-gcc); a level (aarch64_lse), whose compiler is then
  // read from the debug information; or empty for the level x86_64.
  std::string target;
};

// The promises of all files, in their order.
// Errors: those of reading and parsing; NotFound if there is none.
absl::StatusOr<std::vector<Promise>> ReadPromises(
    const std::vector<std::string>& files);

// Guarantees: every function that a promise names was held against it.
// Errors, one line each: those of ReadPromises and of reading the binaries; a
// target that is unknown, is of another architecture than a binary, or cannot
// be told.
absl::StatusOr<Inspection> CheckFiles(const CheckRequest& request);

}  // namespace atomics_lab::asmcheck

#endif  // ATOMICS_LAB_TOOLS_ASMCHECK_CHECK_FILES_H_
