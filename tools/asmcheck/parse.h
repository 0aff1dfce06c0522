// Reads promises from comments, from files of their own, and from a line.
#ifndef ATOMICS_LAB_TOOLS_ASMCHECK_PARSE_H_
#define ATOMICS_LAB_TOOLS_ASMCHECK_PARSE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/asmcheck/passages.h"
#include "tools/asmcheck/promise.h"

namespace atomics_lab::asmcheck {

// What was read from one text or more, and what could not be.
struct ParsedPromises {
  std::vector<Promise> promises;
  // One line each, as "a.h:12: unknown word 'ldad'; …"; nothing of such a
  // promise is among the others.
  std::vector<std::string> unreadable;
};

// All promises of `text` (passages.h says where they stand); a line's end is as
// good as a semicolon. Each clause becomes a Promise of its own; `file` is
// where it says it stands. Guarantees: any bytes are either read or told as
// unreadable, in a line that begins with `file:line:` and says what would be
// right: a word that is neither an opcode of the targets spoken of nor of this
// language, a target that the table does not have, a clause that is empty or
// incomplete. One promise that cannot be read costs no other.
ParsedPromises ParsePromises(std::string_view text, std::string_view file,
                             Layout layout);

// A single promise without the word ASM: "Add x86_64: lock add; never call".
// `file` and `line` are where it stands.
// Errors: InvalidArgument, the line that ParsePromises would tell.
absl::StatusOr<std::vector<Promise>> ParsePromise(std::string_view text,
                                                  std::string_view file,
                                                  int line);

}  // namespace atomics_lab::asmcheck

#endif  // ATOMICS_LAB_TOOLS_ASMCHECK_PARSE_H_
