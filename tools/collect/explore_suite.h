// One target's explorations: every counter of its suite, as it was compiled.
#ifndef ATOMICS_LAB_TOOLS_COLLECT_EXPLORE_SUITE_H_
#define ATOMICS_LAB_TOOLS_COLLECT_EXPLORE_SUITE_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "tools/result/result.h"

namespace atomics_lab::collect {

struct SuiteExploration {
  std::string target;  // as toolchains/targets.bzl names it
  std::string suite;   // the contract suite's binary
  int threads = 0;
  int increments = 0;        // of each thread
  std::uint64_t states = 0;  // no search goes on beyond so many,
  std::size_t memory = 0;    // or beyond so many bytes
  bool steppers = false;     // also those of the target
};

// Explores every specimen of the catalog under the model that the suite's
// architecture promises.
//
// Guarantees: results of nothing but counters, the target's name, and one
// exploration per specimen with its verdict, and steppers. Witnesses only of
// outcomes that lose updates, and of states from which no execution ends. The
// same for the same suite, but for `seconds`, and for what a stop at `memory`
// cuts off. Errors: as listing::Binary::Open; NotFound if a specimen has no
// probes; as SuiteSteppers.
absl::StatusOr<result::Results> ExploreSuite(const SuiteExploration& request);

}  // namespace atomics_lab::collect

#endif  // ATOMICS_LAB_TOOLS_COLLECT_EXPLORE_SUITE_H_
