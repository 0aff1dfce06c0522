#include <string>
#include <string_view>
#include <vector>

#include "nlohmann/json.hpp"
#include "tools/result/bench.h"
#include "tools/result/bench_json.h"
#include "tools/result/experiments_json.h"
#include "tools/result/latency_json.h"
#include "tools/result/spread_json.h"
#include "tools/result/write_json.h"

namespace atomics_lab::result {
namespace {

using Json = nlohmann::ordered_json;

Json WriteEnvironment(const BenchEnvironment& environment) {
  Json json = Json::object();
  WriteIfAny("cpu", environment.machine.cpu, json);
  if (environment.machine.cpus != 0) json["cpus"] = environment.machine.cpus;
  WriteIfAny("kernel", environment.machine.kernel, json);
  WriteIfAny("topology", environment.topology, json);
  json["caches"] = environment.caches;
  WriteIfAny("governor", environment.governor, json);
  if (environment.mhz > 0) json["mhz"] = environment.mhz;
  json["mitigations"] = environment.mitigations;
  json["rseq"] = environment.rseq;
  json["compiler"] = environment.compiler;
  json["flags"] = environment.flags;
  return json;
}

Json WritePlan(const BenchPlan& plan) {
  Json json = {{"baseline", plan.baseline},
               {"affinity", plan.affinity},
               {"run_seconds", plan.run_seconds},
               {"repetitions", plan.repetitions}};
  if (!plan.left_out.empty()) json["left_out"] = plan.left_out;
  if (plan.wait.step_ns > 0) {
    json["wait_step_ns"] = plan.wait.step_ns;
    json["wait_percent"] = plan.wait.percent;
  }
  if (!plan.without_hint.empty()) json["without_hint"] = plan.without_hint;
  return json;
}

Json WriteHarness(const BenchHarness& harness) {
  return {{"ns", WriteSpread(harness.ns)},
          {"to_floor", WriteSpread(harness.to_floor)},
          {"repetitions", harness.repetitions}};
}

Json WriteRepetitions(const std::vector<BenchRepetition>& repetitions) {
  Json json = Json::array();
  for (const BenchRepetition& repetition : repetitions) {
    json.push_back({{"number", repetition.number},
                    {"ns", repetition.ns},
                    {"floor_ns", repetition.floor_ns},
                    {"baseline_ns", repetition.baseline_ns},
                    {"increments", repetition.increments}});
  }
  return json;
}

Json WriteDisturbed(const std::vector<MovedFloor>& disturbed) {
  Json json = Json::array();
  for (const MovedFloor& moved : disturbed) {
    json.push_back(
        {{"repetition", moved.repetition}, {"percent", moved.percent}});
  }
  return json;
}

Json WriteRow(const BenchRow& row) {
  Json json = {{"counter", row.counter}, {"threads", row.threads}};
  if (row.mix != kAdds) json["mix"] = row.mix;
  if (row.hint != kNoHint) json["hint"] = row.hint;
  WriteIfAny("note", row.note, json);
  json["ns"] = WriteSpread(row.ns);
  json["floor_ns"] = WriteSpread(row.floor_ns);
  json["baseline_ns"] = WriteSpread(row.baseline_ns);
  json["to_floor"] = WriteSpread(row.to_floor);
  json["to_baseline"] = WriteSpread(row.to_baseline);
  json["jain"] = row.jain;
  json["slowest_share"] = row.slowest_share;
  json["disturbed"] = WriteDisturbed(row.disturbed);
  json["repetitions"] = WriteRepetitions(row.repetitions);
  return json;
}

}  // namespace

std::string BenchToJson(const Bench& bench) {
  Json rows = Json::array();
  for (const BenchRow& row : bench.rows) rows.push_back(WriteRow(row));
  Json json = {{"schema", kBenchSchemaName},
               {"version", kBenchSchemaVersion},
               {"target", bench.target},
               {"environment", WriteEnvironment(bench.environment)},
               {"plan", WritePlan(bench.plan)},
               {"interrupted", bench.interrupted},
               {"harness", WriteHarness(bench.harness)},
               {"rows", rows}};
  if (bench.experiments.has_value()) {
    json["experiments"] = WriteExperiments(*bench.experiments);
  }
  if (bench.latency.has_value()) {
    json["latency"] = WriteLatency(*bench.latency);
  }
  return json.dump(1, ' ', /*ensure_ascii=*/false,
                   Json::error_handler_t::replace) +
         "\n";
}

}  // namespace atomics_lab::result
