// How a counter stands on a target when all is weighed: its tests, the final
// values that came out, and what the explorer found.
#ifndef ATOMICS_LAB_TOOLS_REPORT_STANDING_H_
#define ATOMICS_LAB_TOOLS_REPORT_STANDING_H_

#include <string>

#include "tools/result/result.h"

namespace atomics_lab::report {

// The least worrying first.
enum class Standing {
  kProved,         // no execution loses an update or gets stuck
  kPassed,         // its tests passed, and nothing was explored
  kBounded,        // nothing was lost as far as the search went
  kNotExplorable,  // its tests passed, and the explorer has nothing to say
  kRacy,           // may lose updates, as it says of itself
  kWrong,          // against its claim
  kNotRun,
  kFailed
};

Standing StandingOf(const result::Results& results, const result::Row& row);

// The standing in a word or two: "proved", "bounded", "FAILED", "not run".
// "racy, 2 of 4": an execution ends at 2, the least that was met, where nothing
// lost is 4; "racy, bounded", "racy, unexplored", "racy, may lose" where the
// explorer met no loss. "WRONG, 3 of 4": a counter that claims to lose nothing
// ended at 3. May hold bytes of results as they came; printers escape them.
std::string StandingText(const result::Results& results,
                         const result::Row& row);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_STANDING_H_
