// The program behind asm_test: holds object files against promises.
//   asmcheck --target=aarch64_lse-gcc --promises=a.h,b.promises FILE.o…
// Exit status: 0 all are kept, 1 some are not, 2 bad usage or input.
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tools/asmcheck/check_files.h"
#include "tools/asmcheck/inspect.h"
#include "tools/asmcheck/render.h"
#include "tools/elf/crash_line.h"
#include "tools/text/printable.h"

ABSL_FLAG(std::string, target, "", "what the files were built for");
ABSL_FLAG(std::vector<std::string>, promises, {}, "files with promises");

int main(int argc, char** argv) {
  namespace asmcheck = atomics_lab::asmcheck;
  atomics_lab::elf::InstallCrashLine("asmcheck");
  const std::vector<char*> words = absl::ParseCommandLine(argc, argv);
  absl::StatusOr<asmcheck::Inspection> inspection =
      words.size() < 2 ? absl::InvalidArgumentError("no file to check")
                       : asmcheck::CheckFiles({
                             .binaries = {words.begin() + 1, words.end()},
                             .promise_files = absl::GetFlag(FLAGS_promises),
                             .target = absl::GetFlag(FLAGS_target),
                         });
  if (!inspection.ok()) {
    std::cerr << "asmcheck: "
              << atomics_lab::text::Printable(inspection.status().message())
              << '\n';
    return 2;
  }
  std::cout << asmcheck::RenderText(*inspection) << std::flush;
  return asmcheck::ExitStatus(*inspection);
}
