// Patterns in which a character stands for any others.
#ifndef ATOMICS_LAB_TOOLS_TEXT_GLOB_H_
#define ATOMICS_LAB_TOOLS_TEXT_GLOB_H_

#include <string_view>

namespace atomics_lab::text {

// True if `text` is `pattern`, in which each `any` stands for any characters.
// Guarantees: time in proportion to the product of the lengths, at most.
bool MatchesGlob(std::string_view pattern, std::string_view text,
                 char any = '*');

}  // namespace atomics_lab::text

#endif  // ATOMICS_LAB_TOOLS_TEXT_GLOB_H_
