#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "nlohmann/json.hpp"
#include "tools/result/atlas_table_json.h"
#include "tools/result/experiments_json.h"
#include "tools/result/exploration.h"
#include "tools/result/exploration_json.h"
#include "tools/result/json.h"
#include "tools/result/result.h"
#include "tools/result/spread_json.h"
#include "tools/result/stepper.h"
#include "tools/result/stepper_json.h"
#include "tools/result/write_json.h"

namespace atomics_lab::result {
namespace {

using Json = nlohmann::ordered_json;

Json WriteString(const std::string& value) { return value; }

Json WriteEnvironment(const Environment& environment) {
  Json json = Json::object();
  if (!environment.cpu.empty()) json["cpu"] = environment.cpu;
  if (environment.cpus != 0) json["cpus"] = environment.cpus;
  if (!environment.kernel.empty()) json["kernel"] = environment.kernel;
  return json;
}

Json WriteCounter(const Counter& counter) {
  return {{"name", counter.name},
          {"summary", counter.summary},
          {"header", counter.header},
          {"lossless", counter.lossless},
          {"progress", counter.progress},
          {"ordering", counter.ordering},
          {"width_bits", counter.width_bits}};
}

Json WriteRun(const TestRun& run) {
  return {{"machine", run.machine}, {"exit_code", run.exit_code}};
}

Json WriteTest(const Test& test) {
  Json json = {{"name", test.name},
               {"machine", test.machine},
               {"verdict", VerdictName(test.verdict)}};
  if (!test.message.empty()) json["message"] = test.message;
  return json;
}

Json WriteHistogram(const std::map<std::uint64_t, std::uint64_t>& histogram) {
  Json json = Json::array();
  for (const auto& [value, runs] : histogram) {
    json.push_back({{"value", value}, {"runs", runs}});
  }
  return json;
}

Json WriteOutcome(const Outcome& outcome) {
  Json json = {{"machine", outcome.machine},
               {"threads", outcome.threads},
               {"increments", outcome.increments},
               {"histogram", WriteHistogram(outcome.histogram)}};
  if (!outcome.note.empty()) json["note"] = outcome.note;
  return json;
}

Json WriteFrame(const Frame& frame) {
  Json json = {{"file", frame.file}, {"line", frame.line}};
  if (!frame.function.empty()) json["function"] = frame.function;
  return json;
}

Json WriteInstruction(const Instruction& instruction) {
  Json json = {
      {"address", instruction.address},   {"bytes", instruction.bytes},
      {"mnemonic", instruction.mnemonic}, {"operands", instruction.operands},
      {"role", instruction.role},         {"acquire", instruction.acquire},
      {"release", instruction.release},   {"shared", instruction.shared}};
  if (instruction.store_store) json["store_store"] = true;
  if (!instruction.target.empty()) json["target"] = instruction.target;
  if (!instruction.file.empty()) json["file"] = instruction.file;
  if (instruction.line != 0) json["line"] = instruction.line;
  if (!instruction.frames.empty()) {
    json["frames"] = WriteArray(instruction.frames, WriteFrame);
  }
  return json;
}

Json WriteTarget(const Target& target) {
  Json json = {{"name", target.name},
               {"architecture", target.architecture},
               {"isa", target.isa},
               {"compiler", target.compiler},
               {"flags", WriteArray(target.flags, WriteString)}};
  if (!target.producer.empty()) json["producer"] = target.producer;
  json["runs"] = WriteArray(target.runs, WriteRun);
  return json;
}

Json WriteFunction(const Function& function) {
  return {
      {"operation", function.operation},
      {"symbol", function.symbol},
      {"form", function.form},
      {"instructions", WriteArray(function.instructions, WriteInstruction)}};
}

Json WriteRow(const Row& row) {
  return {{"counter", row.counter},
          {"target", row.target},
          {"verdict", VerdictName(row.verdict)},
          {"tests", WriteArray(row.tests, WriteTest)},
          {"outcomes", WriteArray(row.outcomes, WriteOutcome)},
          {"functions", WriteArray(row.functions, WriteFunction)}};
}

Json WriteCost(const CounterCost& cost) {
  Json json = {{"counter", cost.counter},
               {"threads", cost.threads},
               {"ns", WriteSpread(cost.ns)},
               {"floor_ns", WriteSpread(cost.floor_ns)},
               {"baseline_ns", WriteSpread(cost.baseline_ns)},
               {"to_floor", WriteSpread(cost.to_floor)},
               {"to_baseline", WriteSpread(cost.to_baseline)}};
  if (!cost.note.empty()) json["note"] = cost.note;
  return json;
}

Json WriteCosts(const Costs& costs) {
  Json json = {{"file", costs.file},
               {"target", costs.target},
               {"compiler", costs.compiler},
               {"machine", WriteEnvironment(costs.machine)},
               {"baseline", costs.baseline},
               {"interrupted", costs.interrupted},
               {"rows", WriteArray(costs.rows, WriteCost)}};
  if (!costs.left_out.empty()) {
    json["left_out"] = WriteArray(costs.left_out, WriteString);
  }
  if (costs.experiments.has_value()) {
    json["experiments"] = WriteExperiments(*costs.experiments);
  }
  return json;
}

// Names may come from any file, and JSON is UTF-8: what is not, is replaced.
std::string Dump(const Json& json) {
  return json.dump(1, ' ', /*ensure_ascii=*/false,
                   Json::error_handler_t::replace) +
         "\n";
}

}  // namespace

std::string ToJson(const std::vector<Function>& functions) {
  return Dump(WriteArray(functions, WriteFunction));
}

std::string ToJson(const Exploration& exploration) {
  return Dump(WriteExploration(exploration));
}

std::string ToJson(const Stepper& stepper) {
  return WriteStepper(stepper).dump(-1, ' ', /*ensure_ascii=*/false,
                                    Json::error_handler_t::replace) +
         "\n";
}

std::string ToJson(const Results& results) {
  Json json = {{"schema", kSchemaName},
               {"version", kSchemaVersion},
               {"environment", WriteEnvironment(results.environment)},
               {"counters", WriteArray(results.counters, WriteCounter)},
               {"targets", WriteArray(results.targets, WriteTarget)},
               {"rows", WriteArray(results.rows, WriteRow)}};
  if (!results.explorations.empty()) {
    json["explorations"] = WriteArray(results.explorations, WriteExploration);
  }
  if (!results.steppers.empty()) {
    json["steppers"] = WriteArray(results.steppers, WriteStepper);
  }
  if (results.costs.has_value()) json["costs"] = WriteCosts(*results.costs);
  if (results.atlas.has_value()) {
    json["atlas"] = WriteAtlasTable(*results.atlas);
  }
  return Dump(json);
}

}  // namespace atomics_lab::result
