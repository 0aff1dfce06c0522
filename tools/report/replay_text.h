// A replay for people.
#ifndef ATOMICS_LAB_TOOLS_REPORT_REPLAY_TEXT_H_
#define ATOMICS_LAB_TOOLS_REPORT_REPLAY_TEXT_H_

#include <string>

#include "tools/result/exploration.h"
#include "tools/result/replay.h"

namespace atomics_lab::report {

// What was forced and how often it came out, what was compared, what it proves
// and does not; then the picture of the schedule.
std::string ReplayText(const result::Replay& replay);

// The same with the picture in a code block.
std::string ReplayMarkdown(const result::Replay& replay);

// What a thread has just done, as a line without newline: who, the instruction,
// what it read and wrote where, its source.
std::string ReplayStepLine(const result::WitnessStep& step);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_REPLAY_TEXT_H_
