#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nlohmann/json.hpp"
#include "tools/result/exploration.h"
#include "tools/result/exploration_json.h"
#include "tools/result/value_json.h"
#include "tools/result/write_json.h"

namespace atomics_lab::result {
namespace {

using Json = nlohmann::ordered_json;

Json WriteValues(const std::vector<Value>& values) {
  if (values.size() == 1) return WriteValue(values.front());
  Json json = Json::array();
  for (const Value& value : values) json.push_back(WriteValue(value));
  return json;
}

Json WriteStep(const WitnessStep& step) {
  Json json = {{"thread", step.thread},
               {"instruction", step.instruction},
               {"function", step.function},
               {"address", step.address}};
  WriteIfAny("source", step.source, json);
  json["action"] = step.action;
  WriteIfAny("location", step.location, json);
  if (step.size != 0) json["size"] = step.size;
  if (step.read.has_value()) json["read"] = WriteValue(*step.read);
  if (step.wrote.has_value()) json["wrote"] = WriteValue(*step.wrote);
  WriteIfAny("note", step.note, json);
  json["registers"] = Json::object();
  for (const auto& [name, value] : step.registers) {
    json["registers"][name] = WriteValue(value);
  }
  json["store_buffer"] = WriteArray(step.store_buffer, WritePendingStore);
  return json;
}

// What was observed by name: {"data": 1, "ret2": 0}.
Json WriteNamed(const std::vector<std::string>& names,
                const std::vector<Value>& values) {
  Json json = Json::object();
  for (std::size_t i = 0; i < std::min(names.size(), values.size()); ++i) {
    json[names[i]] = WriteValue(values[i]);
  }
  return json;
}

Json WriteOutcomes(const Exploration& exploration) {
  Json json = Json::array();
  for (const ExploredOutcome& outcome : exploration.outcomes) {
    Json told = {{"value", WriteValues(outcome.values)}};
    if (exploration.counter.empty()) {
      told["values"] = WriteNamed(exploration.observed, outcome.values);
    }
    told["context_switches"] = outcome.context_switches;
    told["witness"] = WriteWitness(outcome.witness);
    json.push_back(std::move(told));
  }
  return json;
}

Json WriteStuck(const std::vector<StuckState>& states) {
  Json json = Json::array();
  for (const StuckState& stuck : states) {
    json.push_back(
        {{"kind", stuck.kind}, {"witness", WriteWitness(stuck.witness)}});
  }
  return json;
}

}  // namespace

Json WriteWitness(const std::vector<WitnessStep>& witness) {
  Json json = Json::array();
  for (const WitnessStep& step : witness) json.push_back(WriteStep(step));
  return json;
}

Json WriteExploration(const Exploration& exploration) {
  Json json = {{"counter", exploration.counter},
               {"target", exploration.target},
               {"model", exploration.model},
               {"threads", exploration.threads},
               {"increments", exploration.increments},
               {"complete", exploration.complete}};
  WriteIfAny("bound", exploration.bound, json);
  WriteIfAny("cut", exploration.cut, json);
  json["states"] = exploration.states;
  json["steps"] = exploration.steps;
  json["seconds"] = exploration.seconds;
  json["memory_bytes"] = exploration.memory_bytes;
  json["reductions"] = exploration.reductions;
  json["modelled_calls"] = exploration.modelled_calls;
  WriteIfAny("mixed_sizes", exploration.mixed_sizes, json);
  json["observed"] = exploration.observed;
  WriteIfAny("claim", exploration.claim, json);
  // Of anybody's functions nothing is claimed.
  if (!exploration.counter.empty()) {
    json["verdict"] = VerdictName(exploration.verdict);
    json["as_claimed"] = exploration.as_claimed;
  }
  WriteIfAny("reason", exploration.reason, json);
  json["outcomes"] = WriteOutcomes(exploration);
  json["stuck"] = !exploration.stuck.empty();
  json["stuck_states"] = WriteStuck(exploration.stuck);
  return json;
}

}  // namespace atomics_lab::result
