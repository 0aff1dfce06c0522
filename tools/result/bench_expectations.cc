#include "tools/result/bench_expectations.h"

#include <string>

#include "nlohmann/json.hpp"
#include "tools/result/spread_json.h"

namespace atomics_lab::result {

using Json = nlohmann::ordered_json;

std::string BenchExpectationsToJson(const BenchExpectations& expectations) {
  Json list = Json::array();
  for (const BenchExpectation& one : expectations.expectations) {
    list.push_back({{"text", one.text},
                    {"repetitions", one.repetitions},
                    {"value", WriteSpread(one.value)},
                    {"met", one.met}});
  }
  const Json json = {{"schema", "atomics-lab/bench-expectations"},
                     {"version", 1},
                     {"target", expectations.target},
                     {"expectations", list}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace atomics_lab::result
