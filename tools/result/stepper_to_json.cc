#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nlohmann/json.hpp"
#include "tools/result/exploration.h"
#include "tools/result/stepper.h"
#include "tools/result/stepper_json.h"
#include "tools/result/value_json.h"
#include "tools/result/write_json.h"

namespace atomics_lab::result {
namespace {

using Json = nlohmann::ordered_json;

void WriteIfPresent(std::string_view key, const std::optional<Value>& value,
                    Json& json) {
  if (value.has_value()) json[key] = WriteValue(*value);
}

void WriteIfPresent(std::string_view key, const std::optional<Index>& index,
                    Json& json) {
  if (index.has_value()) json[key] = *index;
}

Json WriteInstruction(const StepperInstruction& instruction) {
  Json json = {{"text", instruction.text}, {"address", instruction.address}};
  WriteIfAny("function", instruction.function, json);
  WriteIfAny("source", instruction.source, json);
  return json;
}

Json WritePlace(const StepperPlace& place) {
  return {
      {"name", place.name}, {"address", place.address}, {"size", place.size}};
}

Json WriteAccess(const StepperAccess& access) {
  Json json = {{"instruction", access.instruction},
               {"store", access.store},
               {"performed", access.performed}};
  WriteIfAny("place", access.place, json);
  WriteIfPresent("value", access.value, json);
  return json;
}

Json WriteThread(const StepperThread& thread) {
  Json json = {{"call", thread.call}, {"finished", thread.finished}};
  WriteIfPresent("next", thread.next, json);
  json["registers"] = Json::object();
  for (const auto& [name, value] : thread.registers) {
    json["registers"][name] = WriteValue(value);
  }
  if (!thread.store_buffer.empty()) {
    json["store_buffer"] = WriteArray(thread.store_buffer, WritePendingStore);
  }
  if (!thread.in_flight.empty()) {
    json["in_flight"] = WriteArray(thread.in_flight, WriteAccess);
  }
  return json;
}

Json WriteAction(const StepperAction& action) {
  Json json = {{"action", action.action}};
  WriteIfPresent("instruction", action.instruction, json);
  WriteIfPresent("place", action.place, json);
  WriteIfPresent("read", action.read, json);
  WriteIfPresent("wrote", action.wrote, json);
  WriteIfAny("note", action.note, json);
  if (!action.passes.empty()) json["passes"] = action.passes;
  return json;
}

std::vector<Index> Flat(const std::vector<StepperState>& states) {
  std::vector<Index> flat;
  for (const StepperState& state : states) {
    flat.insert(flat.end(), state.threads.begin(), state.threads.end());
    flat.insert(flat.end(),
                {state.memory, state.reachable, Index{state.moves.size()}});
    for (const StepperMove& move : state.moves) {
      flat.insert(flat.end(), {move.thread, move.action, move.state});
    }
  }
  return flat;
}

Json WriteMemories(const std::vector<std::vector<Value>>& memories) {
  Json json = Json::array();
  for (const std::vector<Value>& memory : memories) {
    for (const Value& value : memory) json.push_back(WriteValue(value));
  }
  return json;
}

}  // namespace

Json WriteStepper(const Stepper& stepper) {
  Json json = {{"counter", stepper.counter},
               {"target", stepper.target},
               {"model", stepper.model},
               {"threads", stepper.threads},
               {"increments", stepper.increments}};
  WriteIfAny("bound", stepper.bound, json);
  WriteIfPresent("nothing_lost", stepper.nothing_lost, json);
  json["instructions"] = WriteArray(stepper.instructions, WriteInstruction);
  json["places"] = WriteArray(stepper.places, WritePlace);
  json["outcomes"] = WriteArray(stepper.outcomes, WriteValue);
  json["reachable"] = stepper.reachable;
  json["memories"] = WriteMemories(stepper.memories);
  json["thread_states"] = WriteArray(stepper.thread_states, WriteThread);
  json["actions"] = WriteArray(stepper.actions, WriteAction);
  json["states"] = Flat(stepper.states);
  return json;
}

}  // namespace atomics_lab::result
