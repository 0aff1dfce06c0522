// Which options of `lab bench` go together.
#ifndef ATOMICS_LAB_TOOLS_LAB_BENCH_FORM_H_
#define ATOMICS_LAB_TOOLS_LAB_BENCH_FORM_H_

#include "absl/status/status.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {

// Errors: InvalidArgument, one line: two ways to tell the same measurement, or
// something measured that the way to tell it does not speak of.
absl::Status CheckBenchForm(const Options& options);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_BENCH_FORM_H_
