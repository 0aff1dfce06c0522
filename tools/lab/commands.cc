#include "tools/lab/commands.h"

#include <iostream>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {
namespace {

struct Command {
  std::string_view name;
  std::string_view usage;
  std::string_view summary;
  absl::StatusOr<int> (*run)(const Options&, const std::string&);
};

constexpr Command kCommands[] = {
    {"table", "lab [table]",
     "test and list every counter on every target; writes lab-out/", RunTable},
    {"list", "lab list counters|targets", "what there is, and what it claims",
     RunList},
    {"dump",
     "lab dump --counter=NAME --target=NAME [--function=add|read|snapshot]",
     "a counter's instructions in the binary that was tested", RunDump},
    {"dump", "lab dump FILE --function=SYMBOL",
     "a function of any ELF object, executable or shared library", RunDump},
    {"check", "lab check FILE… --promises=FILE [--target=NAME]",
     "machine code held against `// ASM` promises (docs/promises.md)",
     RunCheck},
    {"atlas", "lab atlas [--diff=A,B] [--operation=NAME] [--order=NAME]",
     "what every std::atomic operation compiles to; A and B are two compilers, "
     "levels or targets",
     RunAtlas},
    {"audit", "lab audit FILE… [--only=KIND] [--compare=OLD]",
     "which functions of a shipped binary hold atomics, fences or spin loops",
     RunAudit},
    {"explore",
     "lab explore --counter=NAME|all --target=NAME [--threads=2] "
     "[--increments=2] [--model=sc|tso|armv8] [--max-memory=4G]",
     "every final value that a counter's instructions can produce, and how "
     "(docs/explore.md)",
     RunExplore},
    {"explore",
     "lab explore FILE --function='F(&x, 1),G(&y)' [--init=x=1] --final=x,y",
     "the same of any object file; one call is every thread's, arguments are "
     "numbers or &variable",
     RunExplore},
    {"help", "lab help", "this text", RunHelp},
};

}  // namespace

absl::StatusOr<int> RunHelp(const Options&, const std::string&) {
  std::cout << "What happens, down at the hardware, when two threads add to "
               "the same number?\n\n";
  for (const Command& command : kCommands) {
    std::cout << "  " << command.usage << "\n      " << command.summary << '\n';
  }
  std::cout
      << "\n  --format=text|json|markdown   how data is printed\n"
         "  --output=DIR                  where the table's files go "
         "(lab-out)\n\n"
         "Exit code: 0 all is well, 1 a finding, 2 bad usage or input, 130 "
         "interrupted.\n";
  return 0;
}

absl::StatusOr<int> RunCommand(const Options& options,
                               const std::string& argv0) {
  const std::string_view name =
      options.words.empty() ? "table" : std::string_view(options.words.front());
  for (const Command& command : kCommands) {
    if (command.name == name) return command.run(options, argv0);
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "no command '", name,
      "'; the commands are: table, list, dump, check, atlas, audit, explore, "
      "help"));
}

}  // namespace atomics_lab::lab
