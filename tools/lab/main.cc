// The lab's command line.
#include <iostream>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tools/lab/commands.h"
#include "tools/lab/options.h"
#include "tools/listing/crash_line.h"
#include "tools/report/printable.h"

int main(int argc, char** argv) {
  namespace lab = atomics_lab::lab;
  atomics_lab::listing::InstallCrashLine("lab");
  absl::StatusOr<int> code;
  absl::StatusOr<lab::Options> options = lab::ParseOptions(argc, argv);
  if (options.ok()) {
    code = lab::RunCommand(*options, argv[0]);
  } else {
    code = options.status();
  }
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
