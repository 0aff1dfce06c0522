// What the mixes of a measurement mean.
#ifndef ATOMICS_LAB_TOOLS_REPORT_BENCH_MIX_H_
#define ATOMICS_LAB_TOOLS_REPORT_BENCH_MIX_H_

#include <string>
#include <string_view>

namespace atomics_lab::report {

// What threads do in the mix of that name (tools/bench/mix.h), and what an
// operation is that takes so many ns; one line. Empty for adds, of which the
// report speaks anyway, and for a name that it does not know.
std::string MixLine(std::string_view mix);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_BENCH_MIX_H_
