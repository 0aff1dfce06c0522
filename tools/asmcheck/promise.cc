#include "tools/asmcheck/promise.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "tools/listing/names.h"

namespace atomics_lab::asmcheck {

bool MatchesGlob(std::string_view pattern, std::string_view text) {
  // Where the last star stands, and where the text it swallows ends: on a
  // mismatch it swallows one more. Linear memory, no recursion.
  std::size_t star = std::string_view::npos;
  std::size_t swallowed = 0;
  std::size_t p = 0;
  std::size_t t = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
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
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

bool NamesFunction(std::string_view subject, std::string_view demangled) {
  std::string_view name = listing::WithoutParameters(demangled);
  while (true) {
    if (MatchesGlob(subject, name)) return true;
    const std::size_t scope = name.find("::");
    if (scope == std::string_view::npos) return false;
    name.remove_prefix(scope + 2);
  }
}

bool AppliesTo(const Promise& promise, std::string_view target) {
  return std::find(promise.targets.begin(), promise.targets.end(), target) !=
         promise.targets.end();
}

}  // namespace atomics_lab::asmcheck
