// What went wrong, in the order in which a reader wants to know.
#ifndef ATOMICS_LAB_TOOLS_REPORT_FINDINGS_H_
#define ATOMICS_LAB_TOOLS_REPORT_FINDINGS_H_

#include <string>
#include <vector>

#include "tools/result/result.h"

namespace atomics_lab::report {

// One thing that went wrong. Texts may hold bytes of names as they came.
struct Finding {
  std::string where;    // racy_split on aarch64-gcc, qemu: cortex-a57
  std::string what;     // ConcurrentAddsLoseNothing failed
  std::string message;  // what the test said, several lines; may be empty
};

// Failed tests and outcomes that contradict a claim, row by row; then
// explorations that do, in their order; then what did not run, target by
// target; then runs that ended by a signal or with an exit code other than 0.
// Guarantees: empty if and only if result::HasFailure is false.
std::vector<Finding> Findings(const result::Results& results);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_FINDINGS_H_
