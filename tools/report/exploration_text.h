// One exploration for people.
#ifndef ATOMICS_LAB_TOOLS_REPORT_EXPLORATION_TEXT_H_
#define ATOMICS_LAB_TOOLS_REPORT_EXPLORATION_TEXT_H_

#include <string>

#include "tools/result/exploration.h"

namespace atomics_lab::report {

// What was asked, the verdict, what it cost and what it proves; then each
// outcome and stuck state with the picture of a way that leads there.
std::string ExplorationText(const result::Exploration& exploration);

// The same with pictures in code blocks.
std::string ExplorationMarkdown(const result::Exploration& exploration);

// One line: counter, verdict, outcomes, states, seconds. Ends with a newline.
std::string ExplorationLine(const result::Exploration& exploration);

// "2", or with several values "x=1 y=0".
std::string OutcomeName(const result::Exploration& exploration,
                        const result::ExploredOutcome& outcome);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_EXPLORATION_TEXT_H_
