// Which targets a promise speaks of: "x86_64, aarch64*".
#ifndef ATOMICS_LAB_TOOLS_ASMCHECK_SCOPE_H_
#define ATOMICS_LAB_TOOLS_ASMCHECK_SCOPE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/asmcheck/parse_clause.h"

namespace atomics_lab::asmcheck {

// A scope is a list of patterns of target names.
struct Scope {
  std::vector<std::string> targets;  // full names
  Architectures architectures;
};

// Errors: InvalidArgument, one line without a place, for a pattern that no
// target fits.
absl::StatusOr<Scope> ParseScope(std::string_view text);

// Splits "x86_64: lock add" at the colon that ends a scope: `scope` is what
// stands before it, and `text` keeps what stands behind it. The colons of "call
// absl::Mutex::lock" are doubled. False, and nothing changed, if there is none.
bool SplitScope(std::string_view& text, std::string_view& scope);

// Takes the function's name from the front of a promise: what stands before the
// targets, which are the last word before the colon and those that commas join
// to it. The first word if no colon ends a list of targets.
std::string_view TakeSubject(std::string_view& text);

}  // namespace atomics_lab::asmcheck

#endif  // ATOMICS_LAB_TOOLS_ASMCHECK_SCOPE_H_
