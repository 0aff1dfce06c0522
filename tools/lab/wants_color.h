// Whether what goes to stdout is coloured.
#ifndef ATOMICS_LAB_TOOLS_LAB_WANTS_COLOR_H_
#define ATOMICS_LAB_TOOLS_LAB_WANTS_COLOR_H_

#include <unistd.h>

#include <cstdlib>

namespace atomics_lab::lab {

// On a terminal, and not where NO_COLOR is set to something, which asks for
// none (no-color.org).
inline bool WantsColor() {
  const char* const no_color = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) != 0 &&
         (no_color == nullptr || *no_color == '\0');
}

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_WANTS_COLOR_H_
