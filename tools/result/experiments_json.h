// The member "experiments" of measurements, both ways.
#ifndef ATOMICS_LAB_TOOLS_RESULT_EXPERIMENTS_JSON_H_
#define ATOMICS_LAB_TOOLS_RESULT_EXPERIMENTS_JSON_H_

#include "nlohmann/json.hpp"
#include "tools/result/experiments.h"
#include "tools/result/reader.h"

namespace atomics_lab::result {

// An experiment that was not asked for has no key; one without numbers has the
// key "reason".
nlohmann::ordered_json WriteExperiments(const Experiments& experiments);

Experiments ReadExperiments(const Reader& in);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_EXPERIMENTS_JSON_H_
