// What a page says that a command prints, held against what it printed.
#ifndef ATOMICS_LAB_TOOLS_LESSONS_COMPARE_H_
#define ATOMICS_LAB_TOOLS_LESSONS_COMPARE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "tools/lessons/page.h"

namespace atomics_lab::lessons {

// Where the two part: expected[expected_at] is not printed[printed_at]. If they
// do not, both are the lengths.
struct Compared {
  bool same = false;
  std::size_t expected_at = 0;
  std::size_t printed_at = 0;
};

// Guarantees: of several places where they could be said to part, the last.
// Blanks at the end of a line count as little as editors keep them.
Compared Compare(absl::Span<const Expected> expected,
                 absl::Span<const std::string> printed);

// Lines without blanks at their ends; none behind the last newline.
std::vector<std::string> OutputLines(std::string_view text);

// What differs, a line each, safe to print: `-` what the page says, `+` what
// was printed, behind the lines before it on which they agree.
// Requires: `compared` comes of the same two, and they are not the same.
std::string Difference(absl::Span<const Expected> expected,
                       absl::Span<const std::string> printed,
                       const Compared& compared);

}  // namespace atomics_lab::lessons

#endif  // ATOMICS_LAB_TOOLS_LESSONS_COMPARE_H_
