// The option --debug, and what is said of debug files that are not taken.
#ifndef ATOMICS_LAB_TOOLS_LAB_DEBUG_OPTION_H_
#define ATOMICS_LAB_TOOLS_LAB_DEBUG_OPTION_H_

#include <string>
#include <vector>

#include "tools/elf/debug_file.h"
#include "tools/lab/command.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {

inline constexpr Option kDebugOption = {
    "--debug", &Options::debug, "FILE",
    "The debug file of a stripped FILE; without it, one is looked for where "
    "debuggers do."};

// The file of --debug, or a search.
elf::DebugSource DebugOf(const Options& options);

// Writes each to stderr.
void TellRefused(const std::vector<std::string>& refused);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_DEBUG_OPTION_H_
