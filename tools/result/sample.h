// A small, complete Results for tests: every field of every struct is set.
#ifndef ATOMICS_LAB_TOOLS_RESULT_SAMPLE_H_
#define ATOMICS_LAB_TOOLS_RESULT_SAMPLE_H_

#include "tools/result/result.h"

namespace atomics_lab::result {

// Two counters (one racy, one lossless) on one target, all passed.
// Guarantees: HasFailure is false.
Results SampleResults();

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_SAMPLE_H_
