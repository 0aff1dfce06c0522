// From the words that were typed to a command and its options.
#ifndef ATOMICS_LAB_TOOLS_LAB_COMMAND_LINE_H_
#define ATOMICS_LAB_TOOLS_LAB_COMMAND_LINE_H_

#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/lab/command.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {

struct CommandLine {
  const Command* command = nullptr;  // null if help is asked for
  Options options;
  std::string help;  // what to print then
};

// `words` are those behind the program's name. The first is a command; where it
// is an option, or there is none, the first of `commands` is meant.
// Requires: `commands` is not empty.
// Guarantees: `--help`, `-h` and the word `help` ask for help, on a command if
// one is named.
// Errors: InvalidArgument, one line, for an unknown command, an option that the
// command does not take (both with the nearest right ones), an option without
// its value, a format that the command does not have, and words where it takes
// none.
absl::StatusOr<CommandLine> ParseCommandLine(
    std::span<const Command* const> commands, std::vector<std::string> words);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_COMMAND_LINE_H_
