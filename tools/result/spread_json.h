// A spread as every schema of measurements writes it.
#ifndef ATOMICS_LAB_TOOLS_RESULT_SPREAD_JSON_H_
#define ATOMICS_LAB_TOOLS_RESULT_SPREAD_JSON_H_

#include "nlohmann/json.hpp"
#include "tools/result/bench.h"

namespace atomics_lab::result {

// {median, lower_quartile, upper_quartile}.
inline nlohmann::ordered_json WriteSpread(const Spread& spread) {
  return {{"median", spread.median},
          {"lower_quartile", spread.lower},
          {"upper_quartile", spread.upper}};
}

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_SPREAD_JSON_H_
