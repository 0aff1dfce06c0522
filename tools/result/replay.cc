#include "tools/result/replay.h"

#include <cstdint>
#include <string>

#include "nlohmann/json.hpp"
#include "tools/result/exploration_json.h"
#include "tools/result/value_json.h"
#include "tools/result/write_json.h"

namespace atomics_lab::result {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;

Json WriteCounts(const ValueCounts& counts) {
  Json json = Json::array();
  for (const auto& [value, runs] : counts) {
    json.push_back({{"value", WriteValue({.low = value})}, {"runs", runs}});
  }
  return json;
}

Json WriteDifference(const ReplayDifference& difference) {
  Json json = {{"run", difference.run},
               {"step", difference.step},
               {"thread", difference.thread},
               {"instruction", difference.instruction},
               {"function", difference.function},
               {"address", difference.address}};
  WriteIfAny("source", difference.source, json);
  json["what"] = difference.what;
  json["expected"] = WriteValue(difference.expected);
  json["real"] = WriteValue(difference.real);
  return json;
}

}  // namespace

bool Succeeded(const Replay& replay) {
  if (replay.simulation.has_value()) {
    return replay.simulation->value == replay.outcome;
  }
  const auto wanted = replay.forced.find(replay.outcome);
  return !replay.difference.has_value() && wanted != replay.forced.end() &&
         wanted->second == replay.wanted_runs;
}

std::string ReplayToJson(const Replay& replay) {
  Json json = {{"schema", "atomics-lab/replay"},
               {"version", kVersion},
               {"counter", replay.counter},
               {"target", replay.target},
               {"threads", replay.threads},
               {"increments", replay.increments},
               {"lossless", replay.lossless},
               {"outcome", replay.outcome},
               {"turns", replay.turns},
               {"steps", WriteWitness(replay.steps)},
               {"modelled_calls", replay.modelled_calls},
               {"wanted_runs", replay.wanted_runs},
               {"forced", WriteCounts(replay.forced)},
               {"instructions", replay.instructions},
               {"seconds", replay.seconds}};
  if (replay.difference.has_value()) {
    json["difference"] = WriteDifference(*replay.difference);
  }
  if (!replay.free.empty()) json["free"] = WriteCounts(replay.free);
  if (replay.simulation.has_value()) {
    json["simulation"] = {
        {"why", replay.simulation->why},
        {"value", WriteValue({.low = replay.simulation->value})}};
  }
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace atomics_lab::result
