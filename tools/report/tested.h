// What is said of a row's tests.
#ifndef ATOMICS_LAB_TOOLS_REPORT_TESTED_H_
#define ATOMICS_LAB_TOOLS_REPORT_TESTED_H_

#include <string>
#include <string_view>

#include "tools/result/result.h"

namespace atomics_lab::report {

// A counter that may lose updates still keeps its claims, so its tests pass.
// But "passed" would read as "correct", so it is called racy.
enum class Tested { kPassed, kRacy, kFailed, kNotRun };

Tested TestedOf(const result::Results& results, const result::Row& row);

// "racy"; else as VerdictText.
std::string_view TestedText(Tested tested);

// "15 counters × 8 targets: 110 passed, 9 racy, 1 failed, 0 not run".
std::string SummaryText(const result::Results& results);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_TESTED_H_
