// Holds object files against promise files: `lab check` and the rule asm_test.
#ifndef ATOMICS_LAB_TOOLS_ASMCHECK_CHECK_FILES_H_
#define ATOMICS_LAB_TOOLS_ASMCHECK_CHECK_FILES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/asmcheck/inspect.h"
#include "tools/asmcheck/parse.h"

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

// The promises of all files, in their order, and what is unreadable in them.
// Errors: those of reading a file; NotFound if nothing was meant as a promise.
absl::StatusOr<ParsedPromises> ReadPromises(
    const std::vector<std::string>& files);

// Guarantees: every function that a readable promise names was held against it;
// if none is readable, the result tells only that.
// Errors, one line each: those of ReadPromises and of reading the binaries; a
// target that is unknown, is of another architecture than a binary, or cannot
// be told.
absl::StatusOr<Inspection> CheckFiles(const CheckRequest& request);

}  // namespace atomics_lab::asmcheck

#endif  // ATOMICS_LAB_TOOLS_ASMCHECK_CHECK_FILES_H_
