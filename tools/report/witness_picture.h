// A witness as a picture: one column per thread, time flows down.
#ifndef ATOMICS_LAB_TOOLS_REPORT_WITNESS_PICTURE_H_
#define ATOMICS_LAB_TOOLS_REPORT_WITNESS_PICTURE_H_

#include <string>
#include <vector>

#include "tools/result/exploration.h"

namespace atomics_lab::report {

// More threads than this are shown as a list.
inline constexpr int kMostColumns = 4;

// "reads 1, writes 2"; empty for a step that does neither.
std::string StepEffect(const result::WitnessStep& step);

// One line each, without newlines: each step in its thread's column with what
// it read or wrote, at the right what its place in memory holds afterwards and
// which stores its thread still holds back. A thin line where another thread
// goes on. Steps that neither touch memory nor have a note are left out.
// Guarantees: no line is wider than 120 columns for up to two threads.
std::vector<std::string> WitnessPicture(
    const std::vector<result::WitnessStep>& witness, int threads);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_WITNESS_PICTURE_H_
