// The lab's command line.
#include <iostream>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tools/lab/command_line.h"
#include "tools/lab/commands.h"
#include "tools/listing/crash_line.h"
#include "tools/report/printable.h"

namespace {

namespace lab = atomics_lab::lab;

absl::StatusOr<int> Run(int argc, char** argv) {
  absl::StatusOr<lab::CommandLine> line =
      lab::ParseCommandLine(lab::Commands(), {argv + 1, argv + argc});
  if (!line.ok()) return line.status();
  if (line->command != nullptr) {
    return line->command->run(line->options, argv[0]);
  }
  std::cout << line->help;
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  atomics_lab::listing::InstallCrashLine("lab");
  const absl::StatusOr<int> code = Run(argc, argv);
  if (!code.ok()) {
    std::cerr << "lab: "
              << atomics_lab::report::Printable(code.status().message())
              << '\n';
    return 2;
  }
  std::cout.flush();
  if (std::cout.good()) return *code;
  std::cerr << "lab: standard output cannot be written\n";
  return 2;
}
