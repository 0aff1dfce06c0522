#include "tools/text/glob.h"

#include <cstddef>
#include <string_view>

namespace atomics_lab::text {

bool MatchesGlob(std::string_view pattern, std::string_view text, char any) {
  // Where the last star stands, and where the text it swallows ends: on a
  // mismatch it swallows one more. Linear memory, no recursion.
  std::size_t star = std::string_view::npos;
  std::size_t swallowed = 0;
  std::size_t p = 0;
  std::size_t t = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == any) {
      star = p++;
      swallowed = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++swallowed;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of(any, p) == std::string_view::npos;
}

}  // namespace atomics_lab::text
