#include <string>
#include <vector>

#include "tools/result/exploration.h"
#include "tools/result/exploration_json.h"
#include "tools/result/reader.h"
#include "tools/result/value_json.h"

namespace atomics_lab::result {
namespace {

std::string ReadString(const Reader& in) { return in.String(); }

WitnessStep ReadStep(const Reader& in) {
  WitnessStep step;
  in.Read("thread", step.thread);
  in.Read("instruction", step.instruction);
  in.Read("function", step.function);
  in.Read("address", step.address);
  in.ReadIfPresent("source", step.source);
  in.Read("action", step.action);
  in.ReadIfPresent("location", step.location);
  in.ReadIfPresent("size", step.size);
  if (in.Has("read")) step.read = ReadValue(in.Member("read"));
  if (in.Has("wrote")) step.wrote = ReadValue(in.Member("wrote"));
  in.ReadIfPresent("note", step.note);
  in.ForEachMember("registers",
                   [&step](const std::string& name, const Reader& value) {
                     step.registers.emplace(name, ReadValue(value));
                   });
  in.ReadArray("store_buffer", step.store_buffer, ReadPendingStore);
  return step;
}

ExploredOutcome ReadOutcome(const Reader& in) {
  ExploredOutcome outcome;
  if (in.Member("value").IsArray()) {
    in.ReadArray("value", outcome.values, ReadValue);
  } else {
    outcome.values.push_back(ReadValue(in.Member("value")));
  }
  in.Read("context_switches", outcome.context_switches);
  in.ReadArray("witness", outcome.witness, ReadStep);
  return outcome;
}

StuckState ReadStuck(const Reader& in) {
  StuckState stuck;
  in.Read("kind", stuck.kind);
  in.ReadArray("witness", stuck.witness, ReadStep);
  return stuck;
}

ExplorationVerdict ReadVerdict(const Reader& in) {
  using enum ExplorationVerdict;
  const std::string name = in.String();
  for (ExplorationVerdict verdict :
       {kProved, kRefuted, kConsistent, kNotExplorable}) {
    if (name == VerdictName(verdict)) return verdict;
  }
  in.Refuse(R"(must be "proved", "refuted", "consistent within the bound" or )"
            R"("not explorable")");
  return kNotExplorable;
}

}  // namespace

Exploration ReadExploration(const Reader& in) {
  Exploration exploration;
  in.Read("counter", exploration.counter);
  in.Read("target", exploration.target);
  in.Read("model", exploration.model);
  in.Read("threads", exploration.threads);
  in.Read("increments", exploration.increments);
  in.Read("complete", exploration.complete);
  in.ReadIfPresent("bound", exploration.bound);
  in.ReadIfPresent("cut", exploration.cut);
  in.Read("states", exploration.states);
  in.Read("steps", exploration.steps);
  in.Read("seconds", exploration.seconds);
  in.Read("memory_bytes", exploration.memory_bytes);
  in.ReadArray("reductions", exploration.reductions, ReadString);
  in.ReadArray("modelled_calls", exploration.modelled_calls, ReadString);
  in.ReadIfPresent("mixed_sizes", exploration.mixed_sizes);
  in.ReadArray("observed", exploration.observed, ReadString);
  in.ReadIfPresent("claim", exploration.claim);
  if (!exploration.counter.empty()) {
    exploration.verdict = ReadVerdict(in.Member("verdict"));
    in.Read("as_claimed", exploration.as_claimed);
  }
  in.ReadIfPresent("reason", exploration.reason);
  in.ReadArray("outcomes", exploration.outcomes, ReadOutcome);
  in.ReadArray("stuck_states", exploration.stuck, ReadStuck);
  return exploration;
}

}  // namespace atomics_lab::result
