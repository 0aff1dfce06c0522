// What the lab can do, one function per command.
//
// Each writes data to stdout and returns the exit code: 0 all is well, 1 a
// finding. A Status is bad usage or bad input, one line, exit code 2.
#ifndef ATOMICS_LAB_TOOLS_LAB_COMMANDS_H_
#define ATOMICS_LAB_TOOLS_LAB_COMMANDS_H_

#include <string>

#include "absl/status/statusor.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {

// No words: the table on stdout, and results.json, report.md and index.html in
// the folder --output. 1 if some target's tests did not pass.
absl::StatusOr<int> RunTable(const Options& options, const std::string& argv0);

// `list counters`, `list targets`: names and claims, or names and flags.
absl::StatusOr<int> RunList(const Options& options, const std::string& argv0);

// `dump --counter --target [--function]`: a specimen's instructions in the
// binary that was tested; `dump FILE --function`: those of anybody's ELF file.
absl::StatusOr<int> RunDump(const Options& options, const std::string& argv0);

// `check FILE… --promises=FILE [--target]`: anybody's machine code held against
// promises. 1 if one is broken.
absl::StatusOr<int> RunCheck(const Options& options, const std::string& argv0);

// `atlas [--diff=A,B] [--operation] [--order]`: what every std::atomic
// operation compiles to, or where two compilers, levels or targets differ.
absl::StatusOr<int> RunAtlas(const Options& options, const std::string& argv0);

// `audit FILE… [--only=KIND] [--compare=OLD]`: which functions of shipped
// binaries synchronize threads, and how.
absl::StatusOr<int> RunAudit(const Options& options, const std::string& argv0);

// `explore --counter --target` or `explore FILE --function --final`: every way
// in which threads' calls can interleave, and what comes of it. 1 if that
// contradicts what the counter claims, or if threads can get stuck; 130 if a
// signal stopped it, after what was known is printed.
absl::StatusOr<int> RunExplore(const Options& options,
                               const std::string& argv0);

// `help`.
absl::StatusOr<int> RunHelp(const Options& options, const std::string& argv0);

// Finds the command that the first word names and runs it.
absl::StatusOr<int> RunCommand(const Options& options,
                               const std::string& argv0);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_COMMANDS_H_
