#include "tools/lab/run_commands.h"

#include <iostream>
#include <span>
#include <string>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "tools/elf/crash_line.h"
#include "tools/lab/command.h"
#include "tools/lab/command_line.h"
#include "tools/text/printable.h"

namespace atomics_lab::lab {
namespace {

absl::StatusOr<int> Run(std::span<const Command* const> commands, int argc,
                        char** argv) {
  ABSL_ASSIGN_OR_RETURN(CommandLine line,
                        ParseCommandLine(commands, {argv + 1, argv + argc}));
  if (line.command != nullptr) {
    return line.command->run(line.options, argv[0]);
  }
  std::cout << line.help;
  return 0;
}

}  // namespace

int RunCommands(const char* program, std::span<const Command* const> commands,
                int argc, char** argv) {
  elf::InstallCrashLine(program);
  const absl::StatusOr<int> code = Run(commands, argc, argv);
  if (!code.ok()) {
    std::cerr << program << ": " << text::Printable(code.status().message())
              << '\n';
    return 2;
  }
  std::cout.flush();
  if (std::cout.good()) return *code;
  std::cerr << program << ": standard output cannot be written\n";
  return 2;
}

}  // namespace atomics_lab::lab
