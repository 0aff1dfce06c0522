// A spread as every schema of measurements writes it.
#ifndef ATOMICS_LAB_TOOLS_RESULT_SPREAD_JSON_H_
#define ATOMICS_LAB_TOOLS_RESULT_SPREAD_JSON_H_

#include "nlohmann/json.hpp"
#include "tools/result/reader.h"
#include "tools/result/spread.h"

namespace atomics_lab::result {

// {median, lower_quartile, upper_quartile}.
inline nlohmann::ordered_json WriteSpread(const Spread& spread) {
  return {{"median", spread.median},
          {"lower_quartile", spread.lower},
          {"upper_quartile", spread.upper}};
}

inline Spread ReadSpread(const Reader& in) {
  Spread spread;
  in.Read("median", spread.median);
  in.Read("lower_quartile", spread.lower);
  in.Read("upper_quartile", spread.upper);
  return spread;
}

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_SPREAD_JSON_H_
