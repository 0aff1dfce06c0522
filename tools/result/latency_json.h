// The member "latency" of measurements, both ways.
#ifndef ATOMICS_LAB_TOOLS_RESULT_LATENCY_JSON_H_
#define ATOMICS_LAB_TOOLS_RESULT_LATENCY_JSON_H_

#include "nlohmann/json.hpp"
#include "tools/result/latency.h"
#include "tools/result/reader.h"

namespace atomics_lab::result {

nlohmann::ordered_json WriteLatency(const Latency& latency);

Latency ReadLatency(const Reader& in);

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_LATENCY_JSON_H_
