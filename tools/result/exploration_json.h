// One exploration as JSON, both ways: parts of json.h.
#ifndef ATOMICS_LAB_TOOLS_RESULT_EXPLORATION_JSON_H_
#define ATOMICS_LAB_TOOLS_RESULT_EXPLORATION_JSON_H_

#include <vector>

#include "nlohmann/json.hpp"
#include "tools/result/exploration.h"
#include "tools/result/reader.h"

namespace atomics_lab::result {

// Values as in value_json.h. An outcome of one value has that, of several an
// array.
nlohmann::ordered_json WriteExploration(const Exploration& exploration);

// A story's steps.
nlohmann::ordered_json WriteWitness(const std::vector<WitnessStep>& witness);

// Errors: as Reader.
Exploration ReadExploration(const Reader& in);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_EXPLORATION_JSON_H_
