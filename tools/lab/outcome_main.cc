// The program behind outcome_test: `lab explore FILE` by itself.
//   outcome --thread='F()' --thread='G()' --forbidden='x=1 && ret2=0' FILE.o
// Exit status: 0 all conditions are kept, 1 some are not or nothing is proved,
// 2 bad usage or input.
#include <string>

#include "absl/status/statusor.h"
#include "tools/lab/command.h"
#include "tools/lab/file_command.h"
#include "tools/lab/options.h"
#include "tools/lab/run_commands.h"

namespace {

namespace lab = atomics_lab::lab;

absl::StatusOr<int> Run(const lab::Options& options,
                        const std::string& /*argv0*/) {
  return lab::RunFile(options);
}

constexpr lab::Command kOutcome = {
    .name = "explore",
    .usage = "outcome --thread=CALL… --forbidden=CONDITION [OPTIONS] FILE…",
    .summary = "Whether all that threads can end at keeps conditions.",
    .options = lab::kFileOptions,
    .formats = lab::kAllFormats,
    .words = "FILE…",
    .run = Run,
};
constexpr const lab::Command* kCommands[] = {&kOutcome};

}  // namespace

int main(int argc, char** argv) {
  return lab::RunCommands("outcome", kCommands, argc, argv);
}
