// What a person asked the lab for.
#ifndef ATOMICS_LAB_TOOLS_LAB_OPTIONS_H_
#define ATOMICS_LAB_TOOLS_LAB_OPTIONS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace atomics_lab::lab {

enum class Format { kText, kJson, kMarkdown };

struct Options {
  // Words that are not flags: the command and what it works on.
  std::vector<std::string> words;
  std::string counter;   // --counter
  std::string target;    // --target
  std::string function;  // --function: a symbol of a file, or an operation
  std::string promises;  // --promises: files, with commas between them
  std::string only;      // --only: a kind of what an audit finds
  std::string compare;   // --compare: the older file
  std::string output;    // --output: folder for the table's files
  // Of `lab atlas`:
  std::string diff;       // --diff: two names, with a comma between
  std::string operation;  // --operation: fetch_add, …
  std::string order;      // --order: seq_cst, …
  // Of `lab explore`, as they were typed:
  std::string threads = "2";
  std::string increments = "2";
  std::string model;  // --model: empty for the architecture's own
  std::string max_memory = "4G";
  std::string init;          // --init: x=1,y=0
  std::string final_values;  // --final: x,y
  std::string show;          // --show: program, or empty
  Format format = Format::kText;
};

// Reads the command line: flags anywhere, words in order.
// Guarantees: `--help` or `-h` anywhere becomes the command `help`.
// Errors: InvalidArgument, one line, for an unknown flag, a flag without its
// value, or an unknown format.
absl::StatusOr<Options> ParseOptions(int argc, char** argv);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_OPTIONS_H_
