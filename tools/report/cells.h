// What stands in the cells of every table: one spelling for all printers.
//
// All texts may hold bytes of names as they came; printers escape them.
#ifndef ATOMICS_LAB_TOOLS_REPORT_CELLS_H_
#define ATOMICS_LAB_TOOLS_REPORT_CELLS_H_

#include <string>
#include <string_view>
#include <vector>

#include "tools/result/result.h"

namespace atomics_lab::report {

// Stands where there is nothing to say.
inline constexpr std::string_view kNothing = "–";

// Adds a name that is not there yet.
void AddOnce(std::string_view name, std::vector<std::string>& names);

// "passed", "FAILED", "not run": a failure is to be seen.
std::string_view VerdictText(result::Verdict verdict);

// True for "qemu-aarch64 -cpu cortex-a57".
bool IsEmulated(std::string_view machine);

// "native", "qemu: cortex-a57": the spelling for one machine.
std::string MachineText(std::string_view machine);

// The same for several, QEMU named once: "native; qemu: cortex-a57,
// neoverse-n1". Empty for none.
std::string MachinesText(const std::vector<std::string>& machines);

// The same without QEMU's models, each kind once: "native; qemu".
std::string HowText(const std::vector<std::string>& machines);

// On what each target ran, targets of the same machines together: "x86_64-gcc,
// x86_64-clang native; aarch64-gcc qemu: cortex-a57". Empty for none.
std::string RunsText(const result::Results& results);

// The machines a row's tests or outcomes come from, or a target's runs, each
// once, in their order.
std::vector<std::string> MachinesOf(const result::Row& row);
std::vector<std::string> MachinesOf(const result::Target& target);

// The final values that came out, all machines of the row together:
//   "4"                          one value in every run
//   "4 ×998, 3 ×2"               a few values, the greatest first
//   "4000 ×960, 12–3999 ×40"     many: the expected one, then all others
// Outcomes of different programs (threads × increments) stand apart by "; ".
// `kNothing` for none.
std::string ValuesText(const result::Results& results, const result::Row& row);

// The same; for a counter that claims to lose nothing and did:
// "WRONG 4 ×998, 3 ×2".
std::string OutcomeText(const result::Results& results, const result::Row& row);

// True if a value other than the expected one came out.
bool LostUpdates(const result::Results& results, const result::Row& row);

// What OutcomeText counts, for a line beside the table: "2 threads × 2
// increments". Empty unless all outcomes are of one program.
std::string ProgramText(const result::Results& results);

// "aarch64_lse" of "aarch64_lse-gcc": what the compilers' targets have in
// common. It lives as long as `target`.
std::string_view LevelName(const result::Target& target);

// What counters did otherwise than usual on some machines, one line per counter
// and note: "per_cpu (qemu: cortex-a57, neoverse-n1): rseq is not registered".
std::vector<std::string> NoteLines(const result::Results& results);

// The function that implements `operation` ("Add", "Read"), or null.
const result::Function* FindFunction(const result::Row& row,
                                     std::string_view operation);

// The short form of Add, or `kNothing`.
std::string_view FormText(const result::Row& row);

// "lossless, lock-free, ordering relaxed, 64 bits"; a racy counter's begins
// with "racy: may lose updates".
std::string ClaimsText(const result::Counter& counter);

// The id of a counter's listing on a target, the place a cell links to:
// "fetch_add_relaxed_64--aarch64_lse-gcc".
std::string HtmlRowId(std::string_view counter, std::string_view target);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_CELLS_H_
