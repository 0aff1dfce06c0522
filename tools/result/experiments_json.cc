#include "tools/result/experiments_json.h"

#include <string>

#include "nlohmann/json.hpp"
#include "tools/result/experiments.h"
#include "tools/result/reader.h"
#include "tools/result/spread_json.h"

namespace atomics_lab::result {
namespace {

using Json = nlohmann::ordered_json;

// What every experiment has.
template <typename Experiment>
Json WriteCommon(const Experiment& experiment) {
  Json json = {{"cpus", experiment.cpus},
               {"run_seconds", experiment.run_seconds}};
  if (!experiment.reason.empty()) json["reason"] = experiment.reason;
  return json;
}

template <typename Experiment>
void ReadCommon(const Reader& in, Experiment& experiment) {
  in.ReadArray("cpus", experiment.cpus, [](const Reader& cpu) {
    return static_cast<int>(cpu.Unsigned());
  });
  in.Read("run_seconds", experiment.run_seconds);
  in.ReadIfPresent("reason", experiment.reason);
}

Json WriteCoreToCore(const CoreToCore& experiment) {
  Json json = WriteCommon(experiment);
  json["pairs"] = Json::array();
  for (const CorePair& pair : experiment.pairs) {
    json["pairs"].push_back({{"from", pair.from},
                             {"to", pair.to},
                             {"ns", WriteSpread(pair.ns)},
                             {"repetitions", pair.repetitions}});
  }
  return json;
}

CoreToCore ReadCoreToCore(const Reader& in) {
  CoreToCore experiment;
  ReadCommon(in, experiment);
  in.ReadArray("pairs", experiment.pairs, [](const Reader& each) {
    CorePair pair;
    each.Read("from", pair.from);
    each.Read("to", pair.to);
    pair.ns = ReadSpread(each.Member("ns"));
    each.Read("repetitions", pair.repetitions);
    return pair;
  });
  return experiment;
}

Json WriteFalseSharing(const FalseSharing& experiment) {
  Json json = WriteCommon(experiment);
  json["distances"] = Json::array();
  for (const DistanceCost& cost : experiment.distances) {
    json["distances"].push_back({{"bytes", cost.bytes},
                                 {"ns", WriteSpread(cost.ns)},
                                 {"to_greatest", WriteSpread(cost.to_greatest)},
                                 {"repetitions", cost.repetitions}});
  }
  return json;
}

FalseSharing ReadFalseSharing(const Reader& in) {
  FalseSharing experiment;
  ReadCommon(in, experiment);
  in.ReadArray("distances", experiment.distances, [](const Reader& each) {
    DistanceCost cost;
    each.Read("bytes", cost.bytes);
    cost.ns = ReadSpread(each.Member("ns"));
    cost.to_greatest = ReadSpread(each.Member("to_greatest"));
    each.Read("repetitions", cost.repetitions);
    return cost;
  });
  return experiment;
}

Json WriteInstructions(const Instructions& experiment) {
  Json json = Json::object();
  if (!experiment.reason.empty()) json["reason"] = experiment.reason;
  json["counters"] = Json::array();
  for (const InstructionCount& count : experiment.counters) {
    Json one = {{"counter", count.counter}};
    if (!count.machine.empty()) one["machine"] = count.machine;
    if (count.reason.empty()) {
      one["first"] = count.first;
      one["later"] = count.later;
    } else {
      one["reason"] = count.reason;
    }
    if (!count.note.empty()) one["note"] = count.note;
    json["counters"].push_back(one);
  }
  return json;
}

Instructions ReadInstructions(const Reader& in) {
  Instructions experiment;
  in.ReadIfPresent("reason", experiment.reason);
  in.ReadArray("counters", experiment.counters, [](const Reader& each) {
    InstructionCount count;
    each.Read("counter", count.counter);
    each.ReadIfPresent("machine", count.machine);
    each.ReadIfPresent("reason", count.reason);
    if (count.reason.empty()) {
      each.Read("first", count.first);
      each.Read("later", count.later);
    }
    each.ReadIfPresent("note", count.note);
    return count;
  });
  return experiment;
}

}  // namespace

nlohmann::ordered_json WriteExperiments(const Experiments& experiments) {
  Json json = Json::object();
  if (experiments.core_to_core.has_value()) {
    json[kCoreToCore] = WriteCoreToCore(*experiments.core_to_core);
  }
  if (experiments.false_sharing.has_value()) {
    json[kFalseSharing] = WriteFalseSharing(*experiments.false_sharing);
  }
  if (experiments.instructions.has_value()) {
    json[kInstructions] = WriteInstructions(*experiments.instructions);
  }
  return json;
}

Experiments ReadExperiments(const Reader& in) {
  Experiments experiments;
  if (in.Has(kCoreToCore)) {
    experiments.core_to_core = ReadCoreToCore(in.Member(kCoreToCore));
  }
  if (in.Has(kFalseSharing)) {
    experiments.false_sharing = ReadFalseSharing(in.Member(kFalseSharing));
  }
  if (in.Has(kInstructions)) {
    experiments.instructions = ReadInstructions(in.Member(kInstructions));
  }
  return experiments;
}

}  // namespace atomics_lab::result
