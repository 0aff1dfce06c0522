// The explorer against herd7: whole sets of final states, test by test.
#ifndef ATOMICS_LAB_TESTS_HERD_COMPARE_H_
#define ATOMICS_LAB_TESTS_HERD_COMPARE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/herd/states.h"
#include "tools/explore/search.h"
#include "tools/listing/listing.h"
#include "tools/litmus/litmus.h"

namespace atomics_lab::herd {

struct Verdict {
  enum class Kind { kAgree, kDisagree, kUnsupported };
  std::string test;
  Kind kind = Kind::kAgree;
  // Of kUnsupported, why; of kDisagree, the test and what only one side has.
  std::string detail;
};

// Every final state of the test's assembled threads.
// Errors: those of assembling, of building a job and of exploring it;
// OutOfRange where exploring was cut short.
absl::StatusOr<States> Explored(const litmus::Test& test, explore::Model model,
                                const std::string& folder);

// Disagrees if either side has a state that the other does not have.
Verdict Judge(const litmus::Test& test, const States& explored,
              const States& herd);

// Compares every test with herd7; `folder` takes what is made on the way.
// A test that one side cannot do is kUnsupported.
// Requires: names are distinct.
// Errors: NotFound if herd7 is not installed; InvalidArgument for what it
// prints and is not understood.
absl::StatusOr<std::vector<Verdict>> Compare(
    const std::vector<litmus::Test>& tests, const std::string& folder);

}  // namespace atomics_lab::herd

#endif  // ATOMICS_LAB_TESTS_HERD_COMPARE_H_
