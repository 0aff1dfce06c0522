// What the explorer found, in words: one spelling for all printers.
//
// All texts may hold bytes of names as they came; printers escape them.
#ifndef ATOMICS_LAB_TOOLS_REPORT_EXPLORED_H_
#define ATOMICS_LAB_TOOLS_REPORT_EXPLORED_H_

#include <string>
#include <vector>

#include "tools/result/result.h"

namespace atomics_lab::report {

// Those of the row's counter on its target, in their order. They live as long
// as `results`.
std::vector<const result::Exploration*> ExplorationsOf(
    const result::Results& results, const result::Row& row);

// What stands in a cell for all explorations of the row:
//   "proved"              no execution loses an update or gets stuck
//   "{2,3,4}; {1,2,3}"    all final values that there are, program by program
//   "{2,3,4,…}"           those that were met before the search stopped
//   "bounded"             nothing was lost as far as the search went
//   "not explorable"
// and "WRONG" before what contradicts the counter's claim. What holds for every
// program stands there once. `kNothing` for none.
std::string ExploredText(const result::Results& results,
                         const result::Row& row);

// The same of one exploration.
std::string ExploredText(const result::Exploration& exploration);

// True if some exploration of the row contradicts its counter's claim, or loses
// an update.
bool IsContradicted(const result::Results& results, const result::Row& row);
bool LosesUpdates(const result::Results& results, const result::Row& row);

// Whether every execution keeps all updates: "proved", "refuted", …, with
// "WRONG" before what contradicts the claim.
std::string LosslessText(const result::Exploration& exploration);

// "2×2": threads and increments.
std::string ProgramName(const result::Exploration& exploration);

// "x86-TSO", "Armv8", "SC"; another model's name as it came.
std::string ModelText(const result::Exploration& exploration);

// "{2, 3, 4}", the least first; "{1–9, 9 values}" for many. `kNothing` for
// none.
std::string FinalValuesText(const result::Exploration& exploration);

// What the cells mean and what a proof does not say, a sentence each. None if
// nothing was explored.
std::vector<std::string> ExploredLegend(const result::Results& results);

// "Explored: 592 programs, 500 proved, …, 0 against their counters' claims".
// Empty if nothing was explored.
std::string ExploredSummary(const result::Results& results);

// What was not explored or only in part, one line per counter and kind:
// "not explorable: per_cpu on all targets: …".
std::vector<std::string> ExplorationGaps(const result::Results& results);

// The same in a line for each kind: "not explorable: per_cpu, std_mutex".
std::vector<std::string> ExplorationGapNames(const result::Results& results);

// "2×2 and 3×1": the programs that were explored. Empty for none.
std::string ExploredPrograms(const result::Results& results);

// How something came about.
struct Story {
  std::string title;  // "How 2×2 ends at 2", "How 2×2 gets stuck: deadlock"
  int threads = 0;
  std::vector<result::WitnessStep> steps;
};
// How the least final value came about, or a state from which no execution
// ends, in the row's first program that has such a story; without steps if none
// has.
Story LeastStory(const result::Results& results, const result::Row& row);

// What a step did to memory: "counter is 0", "counter = 1", "counter 0 → 1",
// and which stores wait: "counter = 1 (waiting: counter = 2)".
std::string EffectText(const result::WitnessStep& step);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_EXPLORED_H_
