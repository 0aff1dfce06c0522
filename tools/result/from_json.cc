#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/result/atlas_table_json.h"
#include "tools/result/document.h"
#include "tools/result/experiments_json.h"
#include "tools/result/exploration_json.h"
#include "tools/result/json.h"
#include "tools/result/reader.h"
#include "tools/result/result.h"
#include "tools/result/spread_json.h"
#include "tools/result/stepper_json.h"

namespace atomics_lab::result {
namespace {

std::string ReadString(const Reader& in) { return in.String(); }

Verdict ReadVerdict(const Reader& in) {
  const std::string name = in.String();
  for (Verdict verdict :
       {Verdict::kPassed, Verdict::kFailed, Verdict::kNotRun}) {
    if (name == VerdictName(verdict)) return verdict;
  }
  in.Refuse(R"(must be "passed", "failed" or "not run")");
  return Verdict::kNotRun;
}

Environment ReadEnvironment(const Reader& in) {
  Environment environment;
  in.ReadIfPresent("cpu", environment.cpu);
  in.ReadIfPresent("cpus", environment.cpus);
  in.ReadIfPresent("kernel", environment.kernel);
  return environment;
}

Counter ReadCounter(const Reader& in) {
  Counter counter;
  in.Read("name", counter.name);
  in.Read("summary", counter.summary);
  in.Read("header", counter.header);
  in.Read("lossless", counter.lossless);
  in.Read("progress", counter.progress);
  in.Read("ordering", counter.ordering);
  in.Read("width_bits", counter.width_bits);
  return counter;
}

TestRun ReadRun(const Reader& in) {
  TestRun run;
  in.Read("machine", run.machine);
  in.Read("exit_code", run.exit_code);
  return run;
}

Target ReadTarget(const Reader& in) {
  Target target;
  in.Read("name", target.name);
  in.Read("architecture", target.architecture);
  in.Read("isa", target.isa);
  in.Read("compiler", target.compiler);
  in.ReadArray("flags", target.flags, ReadString);
  in.ReadIfPresent("producer", target.producer);
  in.ReadArray("runs", target.runs, ReadRun);
  return target;
}

Test ReadTest(const Reader& in) {
  Test test;
  in.Read("name", test.name);
  in.Read("machine", test.machine);
  test.verdict = ReadVerdict(in.Member("verdict"));
  in.ReadIfPresent("message", test.message);
  return test;
}

Outcome ReadOutcome(const Reader& in) {
  Outcome outcome;
  in.Read("machine", outcome.machine);
  in.Read("threads", outcome.threads);
  in.Read("increments", outcome.increments);
  in.ForEach("histogram", [&outcome](const Reader& bucket) {
    std::uint64_t value = 0;
    std::uint64_t runs = 0;
    bucket.Read("value", value);
    bucket.Read("runs", runs);
    if (!outcome.histogram.emplace(value, runs).second) {
      bucket.Refuse(absl::StrCat("counts the value ", value, " again"));
    }
  });
  in.ReadIfPresent("note", outcome.note);
  return outcome;
}

Frame ReadFrame(const Reader& in) {
  Frame frame;
  in.Read("file", frame.file);
  in.Read("line", frame.line);
  in.ReadIfPresent("function", frame.function);
  return frame;
}

Instruction ReadInstruction(const Reader& in) {
  Instruction instruction;
  in.Read("address", instruction.address);
  in.Read("bytes", instruction.bytes);
  in.Read("mnemonic", instruction.mnemonic);
  in.Read("operands", instruction.operands);
  in.Read("role", instruction.role);
  in.Read("acquire", instruction.acquire);
  in.Read("release", instruction.release);
  in.ReadIfPresent("store_store", instruction.store_store);
  in.Read("shared", instruction.shared);
  in.ReadIfPresent("target", instruction.target);
  in.ReadIfPresent("file", instruction.file);
  in.ReadIfPresent("line", instruction.line);
  if (in.Has("frames")) in.ReadArray("frames", instruction.frames, ReadFrame);
  return instruction;
}

Function ReadFunction(const Reader& in) {
  Function function;
  in.Read("operation", function.operation);
  in.Read("symbol", function.symbol);
  in.Read("form", function.form);
  in.ReadArray("instructions", function.instructions, ReadInstruction);
  return function;
}

Row ReadRow(const Reader& in) {
  Row row;
  in.Read("counter", row.counter);
  in.Read("target", row.target);
  row.verdict = ReadVerdict(in.Member("verdict"));
  in.ReadArray("tests", row.tests, ReadTest);
  in.ReadArray("outcomes", row.outcomes, ReadOutcome);
  in.ReadArray("functions", row.functions, ReadFunction);
  return row;
}

// Reads the array `key`, whose elements have names of their own; returns the
// names.
template <typename T, typename ReadElement>
std::set<std::string> ReadNamed(const Reader& in, std::string_view key,
                                std::vector<T>& out, ReadElement read) {
  std::set<std::string> names;
  in.ForEach(key, [&](const Reader& element) {
    out.push_back(read(element));
    if (!names.insert(out.back().name).second) {
      element.Refuse("has the name of an earlier one");
    }
  });
  return names;
}

void CheckBelongs(const Reader& element, std::string_view key,
                  const std::string& name, const std::set<std::string>& names) {
  if (names.contains(name)) return;
  element.Member(key).Refuse(
      absl::StrCat("names none of the file's ", key, "s"));
}

void ReadRows(const Reader& in, const std::set<std::string>& counters,
              const std::set<std::string>& targets, std::vector<Row>& out) {
  std::set<std::pair<std::string, std::string>> seen;
  in.ForEach("rows", [&](const Reader& element) {
    const Row& row = out.emplace_back(ReadRow(element));
    CheckBelongs(element, "counter", row.counter, counters);
    CheckBelongs(element, "target", row.target, targets);
    if (!seen.emplace(row.counter, row.target).second) {
      element.Refuse("has the counter and target of an earlier row");
    }
  });
}

// Reads the array `key`, if there is one, whose elements are each of a counter
// and a target.
template <typename T, typename ReadElement>
void ReadBelonging(const Reader& in, std::string_view key,
                   const std::set<std::string>& counters,
                   const std::set<std::string>& targets, std::vector<T>& out,
                   ReadElement read) {
  if (!in.Has(key)) return;
  in.ForEach(key, [&](const Reader& element) {
    const T& one = out.emplace_back(read(element));
    CheckBelongs(element, "counter", one.counter, counters);
    CheckBelongs(element, "target", one.target, targets);
  });
}

CounterCost ReadCost(const Reader& in) {
  CounterCost cost;
  in.Read("counter", cost.counter);
  in.Read("threads", cost.threads);
  cost.ns = ReadSpread(in.Member("ns"));
  cost.floor_ns = ReadSpread(in.Member("floor_ns"));
  cost.baseline_ns = ReadSpread(in.Member("baseline_ns"));
  cost.to_floor = ReadSpread(in.Member("to_floor"));
  cost.to_baseline = ReadSpread(in.Member("to_baseline"));
  in.ReadIfPresent("note", cost.note);
  return cost;
}

void ReadCostRows(const Reader& in, const std::set<std::string>& counters,
                  std::vector<CounterCost>& out) {
  std::set<std::pair<std::string, int>> seen;
  in.ForEach("rows", [&](const Reader& element) {
    const CounterCost& row = out.emplace_back(ReadCost(element));
    CheckBelongs(element, "counter", row.counter, counters);
    if (!seen.emplace(row.counter, row.threads).second) {
      element.Refuse("has the counter and threads of an earlier row");
    }
  });
}

Costs ReadCosts(const Reader& in, const std::set<std::string>& counters) {
  Costs costs;
  in.Read("file", costs.file);
  in.Read("target", costs.target);
  in.Read("compiler", costs.compiler);
  costs.machine = ReadEnvironment(in.Member("machine"));
  in.Read("baseline", costs.baseline);
  in.Read("interrupted", costs.interrupted);
  ReadCostRows(in, counters, costs.rows);
  if (in.Has("left_out")) in.ReadArray("left_out", costs.left_out, ReadString);
  if (in.Has("experiments")) {
    costs.experiments = ReadExperiments(in.Member("experiments"));
  }
  return costs;
}

Results ReadResults(const Reader& in) {
  Results results;
  results.environment = ReadEnvironment(in.Member("environment"));
  const std::set<std::string> counters =
      ReadNamed(in, "counters", results.counters, ReadCounter);
  const std::set<std::string> targets =
      ReadNamed(in, "targets", results.targets, ReadTarget);
  ReadRows(in, counters, targets, results.rows);
  ReadBelonging(in, "explorations", counters, targets, results.explorations,
                ReadExploration);
  ReadBelonging(in, "steppers", counters, targets, results.steppers,
                ReadStepper);
  if (in.Has("costs")) results.costs = ReadCosts(in.Member("costs"), counters);
  if (in.Has("atlas")) results.atlas = ReadAtlasTable(in.Member("atlas"));
  return results;
}

}  // namespace

absl::StatusOr<Results> FromJson(std::string_view text, std::string_view name) {
  Results results;
  ABSL_RETURN_IF_ERROR(ReadDocument(
      text, name, {.name = kSchemaName, .version = kSchemaVersion},
      [&results](const Reader& in) { results = ReadResults(in); }));
  return results;
}

}  // namespace atomics_lab::result
