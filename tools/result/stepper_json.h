// One stepper as JSON, both ways: parts of json.h.
#ifndef ATOMICS_LAB_TOOLS_RESULT_STEPPER_JSON_H_
#define ATOMICS_LAB_TOOLS_RESULT_STEPPER_JSON_H_

#include "nlohmann/json.hpp"
#include "tools/result/reader.h"
#include "tools/result/stepper.h"

namespace atomics_lab::result {

// `states` is one array of numbers: of each state its threads, memory, set of
// reachable outcomes, number of moves, and of each of those thread, action and
// the state after it. `memories` is one as well: each has a value of each
// place.
nlohmann::ordered_json WriteStepper(const Stepper& stepper);

// Errors: as Reader; an index past the end of its table; no states.
Stepper ReadStepper(const Reader& in);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_STEPPER_JSON_H_
