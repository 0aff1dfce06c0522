// What the lab can do, one file per command.
#ifndef ATOMICS_LAB_TOOLS_LAB_COMMANDS_H_
#define ATOMICS_LAB_TOOLS_LAB_COMMANDS_H_

#include <span>

#include "tools/lab/command.h"

namespace atomics_lab::lab {

// No command named: the table on stdout, and results.json, report.md and
// index.html in the folder --output. 1 if some row did not pass, or if an
// exploration contradicts what the counter claims.
extern const Command kTableCommand;

// `report RESULTS.json`: what a table said before, in a form for people or for
// CI. Its exit code is the table's: 1 if some row did not pass.
extern const Command kReportCommand;

// `list counters`, `list targets`: names and claims, or names and flags.
extern const Command kListCommand;

// `dump --counter --target [--function]`: a specimen's instructions in the
// binary that was tested; `dump FILE --function`: those of anybody's ELF file.
extern const Command kDumpCommand;

// `check FILE… --promises=FILE [--target]`: anybody's machine code held against
// promises. 1 if one is broken.
extern const Command kCheckCommand;

// `atlas [--diff=A,B] [--operation] [--order]`: what every std::atomic
// operation compiles to, or where two compilers, levels or targets differ.
extern const Command kAtlasCommand;

// `audit FILE… [--only=KIND] [--compare=OLD]`: which functions of shipped
// binaries synchronize threads, and how; with `--require=lse` or
// `--baseline=LEVEL` what they run unguarded that they should not.
extern const Command kAuditCommand;

// `explore --counter --target`, `explore FILE --function --final` or
// `explore FILE.litmus…`: every way in which threads' calls can interleave, and
// what comes of it. 1 if that contradicts what the counter claims or breaks a
// condition, or if threads can get stuck; 130 if a signal stopped it, after
// what was known is printed.
extern const Command kExploreCommand;

// `replay --counter [--outcome] [--times]`: real threads of a target's program
// forced, one instruction at a time, to end at a value. 1 if one does otherwise
// than the explorer foretells; 130 if a signal stopped it, after what was known
// is printed.
extern const Command kReplayCommand;

// `litmus [--test] [--order] [--target]`, `litmus --mix`: which outcomes of the
// litmus tests in C++ each target's code can produce, or two targets' together.
// 1 if one does what C++ forbids; 130 if a signal stopped it, after what was
// known is printed.
extern const Command kLitmusCommand;

// `bench [--counters] [--threads]`: what an increment costs on this machine,
// beside a plain add and absl::Mutex. 1 if --compare finds something slower;
// 130 if a signal stopped it, after what was measured is printed.
extern const Command kBenchCommand;

// All of them; the first is meant where none is named.
std::span<const Command* const> Commands();

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_COMMANDS_H_
