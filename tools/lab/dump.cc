#include <cstddef>
#include <iostream>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "counters/catalog.h"
#include "tools/collect/describe.h"
#include "tools/lab/command.h"
#include "tools/lab/commands.h"
#include "tools/lab/debug_option.h"
#include "tools/lab/dump_format.h"
#include "tools/lab/inventory.h"
#include "tools/lab/options.h"
#include "tools/lab/places.h"
#include "tools/lab/specimens.h"
#include "tools/listing/binary.h"
#include "tools/result/json.h"
#include "tools/result/result.h"

namespace atomics_lab::lab {
namespace {

using Functions = std::vector<result::Function>;

// The operations that --function asks for, all of them if it says nothing.
absl::StatusOr<std::span<const std::string_view>> Operations(
    const Specimen& specimen, std::string_view function) {
  if (function.empty()) return specimen.operations;
  for (std::size_t i = 0; i < specimen.operations.size(); ++i) {
    if (absl::EqualsIgnoreCase(specimen.operations[i], function)) {
      return specimen.operations.subspan(i, 1);
    }
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "--function=", function, ": the functions of ", specimen.name, " are ",
      absl::AsciiStrToLower(absl::StrJoin(specimen.operations, ", "))));
}

absl::StatusOr<Functions> CounterFunctions(const Options& options,
                                           const std::string& argv0) {
  if (!options.debug.empty()) {
    return absl::InvalidArgumentError("dump --debug=FILE takes a FILE");
  }
  if (options.counter.empty() || options.target.empty()) {
    return absl::InvalidArgumentError(
        "dump needs --counter=NAME and --target=NAME, or a FILE and "
        "--function=SYMBOL");
  }
  ABSL_ASSIGN_OR_RETURN(Specimen specimen, FindSpecimen(options.counter));
  ABSL_ASSIGN_OR_RETURN(std::span<const std::string_view> operations,
                        Operations(specimen, options.function));
  ABSL_ASSIGN_OR_RETURN(Inventory inventory, Inventory::Find(argv0));
  ABSL_ASSIGN_OR_RETURN(std::string suite, inventory.Suite(options.target));
  ABSL_ASSIGN_OR_RETURN(listing::Binary binary, listing::Binary::Open(suite));

  Functions functions;
  for (std::string_view operation : operations) {
    ABSL_ASSIGN_OR_RETURN(Functions described,
                          collect::DescribeWithCallees(
                              binary, ProbeSymbol(options.counter, operation),
                              std::string(operation)));
    functions.insert(functions.end(), described.begin(), described.end());
  }
  return functions;
}

absl::StatusOr<Functions> FileFunctions(const Options& options) {
  if (options.function.empty() || options.words.size() > 2) {
    return absl::InvalidArgumentError(
        "dump takes one FILE and --function=SYMBOL");
  }
  if (!options.counter.empty() || !options.target.empty()) {
    return absl::InvalidArgumentError(
        "dump takes a FILE or a --counter and a --target, not both");
  }
  ABSL_ASSIGN_OR_RETURN(
      listing::Binary binary,
      listing::Binary::Open(FromWorkingFolder(options.words[1]),
                            DebugOf(options)));
  TellRefused(binary.refused_debug_files());
  ABSL_ASSIGN_OR_RETURN(listing::Function function,
                        binary.Disassemble(options.function));
  return Functions{collect::Describe(binary, function, "")};
}

absl::StatusOr<int> RunDump(const Options& options, const std::string& argv0) {
  ABSL_ASSIGN_OR_RETURN(Functions functions,
                        options.words.size() > 1
                            ? FileFunctions(options)
                            : CounterFunctions(options, argv0));
  switch (options.format) {
    case Format::kJson:
      std::cout << result::ToJson(functions);
      break;
    case Format::kMarkdown:
      std::cout << DumpMarkdown(functions);
      break;
    case Format::kJUnit:  // a form of reports alone
    case Format::kText:
      std::cout << DumpText(functions);
      break;
  }
  return 0;
}

constexpr Option kOptions[] = {
    {"--counter", &Options::counter, "NAME",
     "A counter: see `lab list counters`."},
    {"--target", &Options::target, "NAME", "Where: see `lab list targets`."},
    {"--function", &Options::function, "NAME",
     "add, read or, of a record, snapshot; of a FILE, a name as in "
     "docs/promises.md: Add, C::Add(int), 'twin at 0x20', or a symbol."},
    kDebugOption,
};

}  // namespace

constinit const Command kDumpCommand = {
    .name = "dump",
    .usage =
        "lab dump --counter=NAME --target=NAME "
        "[--function=add|read|snapshot]\n"
        "lab dump FILE --function=SYMBOL [--debug=FILE]",
    .summary =
        "Source lines and instructions of a counter in the binary that "
        "was tested, or of any ELF file's function.",
    .options = kOptions,
    .formats = kAllFormats,
    .words = "FILE",
    .run = RunDump,
};

}  // namespace atomics_lab::lab
