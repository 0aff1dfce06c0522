// The races that the page lets its reader drive.
#ifndef ATOMICS_LAB_TOOLS_COLLECT_SUITE_STEPPERS_H_
#define ATOMICS_LAB_TOOLS_COLLECT_SUITE_STEPPERS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "counters/catalog.h"
#include "tools/collect/exploration.h"
#include "tools/result/stepper.h"

namespace atomics_lab::collect {

// A graph is for small cases: no reader walks through more states.
inline constexpr std::uint32_t kMostSteppedStates = 4000;

// The graph of the question's counter in `suite`, a contract suite's binary.
// Errors: as program::ExportCounter; FailedPrecondition, one line, if it cannot
// be explored or has more than kMostSteppedStates states.
absl::StatusOr<result::Stepper> ExportStepper(
    const ExplorationQuestion& question, const Specimen& specimen,
    const std::string& suite);

// Those of the target, of the one list of them all.
// Errors: as ExportStepper.
absl::StatusOr<std::vector<result::Stepper>> SuiteSteppers(
    const std::string& target, const std::string& suite);

}  // namespace atomics_lab::collect

#endif  // ATOMICS_LAB_TOOLS_COLLECT_SUITE_STEPPERS_H_
