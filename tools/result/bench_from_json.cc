#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "tools/result/bench.h"
#include "tools/result/bench_json.h"
#include "tools/result/document.h"
#include "tools/result/experiments_json.h"
#include "tools/result/latency_json.h"
#include "tools/result/reader.h"
#include "tools/result/spread_json.h"

namespace atomics_lab::result {
namespace {

std::string ReadString(const Reader& in) { return in.String(); }

std::uint64_t ReadUnsigned(const Reader& in) { return in.Unsigned(); }

BenchEnvironment ReadEnvironment(const Reader& in) {
  BenchEnvironment environment;
  in.ReadIfPresent("cpu", environment.machine.cpu);
  in.ReadIfPresent("cpus", environment.machine.cpus);
  in.ReadIfPresent("kernel", environment.machine.kernel);
  in.ReadIfPresent("topology", environment.topology);
  in.ReadArray("caches", environment.caches, ReadString);
  in.ReadIfPresent("governor", environment.governor);
  in.ReadIfPresent("mhz", environment.mhz);
  in.ReadArray("mitigations", environment.mitigations, ReadString);
  in.Read("rseq", environment.rseq);
  in.Read("compiler", environment.compiler);
  in.ReadArray("flags", environment.flags, ReadString);
  return environment;
}

BenchPlan ReadPlan(const Reader& in) {
  BenchPlan plan;
  in.Read("baseline", plan.baseline);
  in.Read("affinity", plan.affinity);
  in.Read("run_seconds", plan.run_seconds);
  in.Read("repetitions", plan.repetitions);
  if (in.Has("left_out")) {
    in.ReadArray("left_out", plan.left_out, ReadString);
  }
  in.ReadIfPresent("wait_step_ns", plan.wait.step_ns);
  in.ReadIfPresent("wait_percent", plan.wait.percent);
  if (in.Has("without_hint")) {
    in.ReadArray("without_hint", plan.without_hint, ReadString);
  }
  return plan;
}

BenchHarness ReadHarness(const Reader& in) {
  BenchHarness harness;
  harness.ns = ReadSpread(in.Member("ns"));
  harness.to_floor = ReadSpread(in.Member("to_floor"));
  in.Read("repetitions", harness.repetitions);
  return harness;
}

BenchRepetition ReadRepetition(const Reader& in) {
  BenchRepetition repetition;
  in.Read("number", repetition.number);
  in.Read("ns", repetition.ns);
  in.Read("floor_ns", repetition.floor_ns);
  in.Read("baseline_ns", repetition.baseline_ns);
  in.ReadArray("increments", repetition.increments, ReadUnsigned);
  return repetition;
}

MovedFloor ReadMovedFloor(const Reader& in) {
  MovedFloor moved;
  in.Read("repetition", moved.repetition);
  in.Read("percent", moved.percent);
  return moved;
}

BenchRow ReadRow(const Reader& in) {
  BenchRow row;
  in.Read("counter", row.counter);
  in.Read("threads", row.threads);
  in.ReadIfPresent("mix", row.mix);
  in.ReadIfPresent("hint", row.hint);
  in.ReadIfPresent("note", row.note);
  row.ns = ReadSpread(in.Member("ns"));
  row.floor_ns = ReadSpread(in.Member("floor_ns"));
  row.baseline_ns = ReadSpread(in.Member("baseline_ns"));
  row.to_floor = ReadSpread(in.Member("to_floor"));
  row.to_baseline = ReadSpread(in.Member("to_baseline"));
  in.Read("jain", row.jain);
  in.Read("slowest_share", row.slowest_share);
  in.ReadArray("disturbed", row.disturbed, ReadMovedFloor);
  in.ReadArray("repetitions", row.repetitions, ReadRepetition);
  return row;
}

Bench ReadBench(const Reader& in) {
  Bench bench;
  in.Read("target", bench.target);
  bench.environment = ReadEnvironment(in.Member("environment"));
  bench.plan = ReadPlan(in.Member("plan"));
  in.Read("interrupted", bench.interrupted);
  bench.harness = ReadHarness(in.Member("harness"));
  in.ReadArray("rows", bench.rows, ReadRow);
  if (in.Has("experiments")) {
    bench.experiments = ReadExperiments(in.Member("experiments"));
  }
  if (in.Has("latency")) bench.latency = ReadLatency(in.Member("latency"));
  return bench;
}

}  // namespace

absl::StatusOr<Bench> BenchFromJson(std::string_view text,
                                    std::string_view name) {
  Bench bench;
  ABSL_RETURN_IF_ERROR(ReadDocument(
      text, name, {.name = kBenchSchemaName, .version = kBenchSchemaVersion},
      [&bench](const Reader& in) { bench = ReadBench(in); }));
  return bench;
}

}  // namespace atomics_lab::result
