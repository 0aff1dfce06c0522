// What the mixes of a measurement mean.
#ifndef ATOMICS_LAB_TOOLS_REPORT_BENCH_MIX_H_
#define ATOMICS_LAB_TOOLS_REPORT_BENCH_MIX_H_

#include <string>
#include <string_view>
#include <vector>

#include "tools/result/bench.h"

namespace atomics_lab::report {

// What threads do in the mix of that name (tools/bench/mix.h), and what an
// operation is that takes so many ns; one line. Empty for adds, of which the
// report speaks anyway, and for a name that it does not know.
std::string MixLine(std::string_view mix);

// Remarks on mixes whose increments stay inside a lock: what was left out of
// them, and how precise the wait is. Lines, none if there were no such mixes.
std::vector<std::string> SectionRemarks(const result::BenchPlan& plan);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_BENCH_MIX_H_
