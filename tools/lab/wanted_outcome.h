// The one outcome that `lab explore --outcome` asks for.
#ifndef ATOMICS_LAB_TOOLS_LAB_WANTED_OUTCOME_H_
#define ATOMICS_LAB_TOOLS_LAB_WANTED_OUTCOME_H_

#include <string_view>

#include "absl/status/status.h"
#include "tools/result/exploration.h"

namespace atomics_lab::lab {

// Keeps of `told.outcomes` the one that `wanted` names: "2", or "1,0" where two
// things are observed. Nothing is wanted if it is empty.
// Errors: NotFound, one line with the outcomes that there are, if it is none of
// them; it says whether more could have been missed.
absl::Status KeepWantedOutcome(std::string_view wanted,
                               result::Exploration& told);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_WANTED_OUTCOME_H_
