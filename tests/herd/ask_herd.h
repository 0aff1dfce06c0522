// Litmus tests, answered by herd7.
#ifndef ATOMICS_LAB_TESTS_HERD_ASK_HERD_H_
#define ATOMICS_LAB_TESTS_HERD_ASK_HERD_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/herd/states.h"
#include "tools/litmus/litmus.h"

namespace atomics_lab::herd {

// All final states of each test, of everything observable; for a test that
// herd7 cannot do, Unimplemented and why.
// Requires: names are distinct. `folder` takes what is made on the way.
// Errors: NotFound if herd7 is not installed; InvalidArgument for what it
// prints and is not understood.
absl::StatusOr<std::vector<absl::StatusOr<States>>> AskHerd(
    const std::vector<litmus::Test>& tests, const std::string& folder);

}  // namespace atomics_lab::herd

#endif  // ATOMICS_LAB_TESTS_HERD_ASK_HERD_H_
