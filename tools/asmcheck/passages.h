// Finds promises in a text: where each begins, and the lines that belong to it.
#ifndef ATOMICS_LAB_TOOLS_ASMCHECK_PASSAGES_H_
#define ATOMICS_LAB_TOOLS_ASMCHECK_PASSAGES_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace atomics_lab::asmcheck {

// Where promises stand in a text.
enum class Layout {
  kComments,  // in comments: `// ASM Add x86_64: lock add`
  kPlain,     // in any line: `ASM Add x86_64: lock add`
};

// kPlain for the names of promise files (*.promises, *.txt), else kComments.
Layout LayoutOf(std::string_view file);

// What one promise says, its lines joined.
struct Passage {
  int line = 0;  // from 1, where it begins
  std::string text;
};

// One begins where the first word of a comment is ASM, whether the comment has
// a line to itself or stands behind code, and goes on in the lines below it
// that are indented deeper. Errors: InvalidArgument, one line that begins with
// `file:line:`, for what somebody surely meant as a promise, or as one's next
// line, and which would not be read as such: `asm` or `ASM:` for ASM, a clause
// that is not indented.
absl::StatusOr<std::vector<Passage>> FindPassages(std::string_view text,
                                                  std::string_view file,
                                                  Layout layout);

}  // namespace atomics_lab::asmcheck

#endif  // ATOMICS_LAB_TOOLS_ASMCHECK_PASSAGES_H_
