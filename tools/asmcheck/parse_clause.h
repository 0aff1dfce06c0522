// Reads one clause of a promise: "ldxr…stxr loop", "never bl, cas".
#ifndef ATOMICS_LAB_TOOLS_ASMCHECK_PARSE_CLAUSE_H_
#define ATOMICS_LAB_TOOLS_ASMCHECK_PARSE_CLAUSE_H_

#include <set>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/asmcheck/promise.h"
#include "tools/listing/listing.h"

namespace atomics_lab::asmcheck {

using Architectures = std::set<listing::Architecture>;

// The clauses that `text` stands for: one, or one for each of several sequences
// with commas between them.
// Requires: `architectures` is not empty. Opcodes must be known in one of them.
// Errors: InvalidArgument, one line without a place.
absl::StatusOr<std::vector<Clause>> ParseClause(
    std::string_view text, const Architectures& architectures);

}  // namespace atomics_lab::asmcheck

#endif  // ATOMICS_LAB_TOOLS_ASMCHECK_PARSE_CLAUSE_H_
