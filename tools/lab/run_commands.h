// The main function of a program with commands.
#ifndef ATOMICS_LAB_TOOLS_LAB_RUN_COMMANDS_H_
#define ATOMICS_LAB_TOOLS_LAB_RUN_COMMANDS_H_

#include <span>
#include <string_view>

#include "tools/lab/command.h"

namespace atomics_lab::lab {

// Runs the command that the words name and returns the program's exit status:
// the command's, or 2 after one line on stderr that begins with `program`.
// Requires: `program` is a literal; there is a command.
int RunCommands(const char* program, std::span<const Command* const> commands,
                int argc, char** argv);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_RUN_COMMANDS_H_
