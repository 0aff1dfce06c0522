// Results with costs, and results in which one text stands everywhere that a
// text can stand.
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "tools/report/sample_results.h"
#include "tools/result/atlas_table.h"
#include "tools/result/experiments.h"
#include "tools/result/result.h"
#include "tools/result/spread.h"

namespace atomics_lab::report {
namespace {

using result::Counter;
using result::Function;
using result::Instruction;
using result::Outcome;
using result::Results;
using result::Row;
using result::Target;
using result::Verdict;

Instruction FullOf(std::string_view text) {
  Instruction instruction{.address = 1};
  instruction.bytes = "00";
  instruction.mnemonic = instruction.operands = instruction.role = text;
  instruction.shared = true;
  instruction.target = instruction.file = text;
  instruction.line = 1;
  return instruction;
}

void Fill(std::string_view text, result::Exploration& exploration) {
  result::WitnessStep step{.thread = 1};
  step.instruction = step.function = step.action = text;
  step.location = step.note = text;
  step.store_buffer = {{.location = std::string(text)}};
  exploration.counter = exploration.target = exploration.model = text;
  exploration.bound = exploration.claim = exploration.reason = text;
  exploration.observed = {std::string(text)};
  exploration.as_claimed = exploration.complete = false;
  exploration.stuck = {{.kind = std::string(text), .witness = {step}}};
}

void Fill(std::string_view text, Row& row) {
  for (result::Test& test : row.tests) {
    test = {.name = std::string(text),
            .machine = std::string(text),
            .verdict = Verdict::kFailed,
            .message = std::string(text)};
  }
  for (Outcome& outcome : row.outcomes) {
    outcome.machine = text;
    outcome.note = text;
  }
  for (Function& function : row.functions) {
    function = {.operation = std::string(text),
                .symbol = std::string(text),
                .form = std::string(text),
                .instructions = {FullOf(text)}};
  }
  row.functions[0].operation = "Add";
}

result::Spread Around(double median) {
  constexpr double kHalfRange = 0.125;
  return {.median = median,
          .lower = median * (1 - kHalfRange),
          .upper = median * (1 + kHalfRange)};
}

result::CounterCost CostOf(std::string_view counter, int threads,
                           double to_floor, double to_baseline) {
  constexpr double kFloor = 2;
  return {.counter = std::string(counter),
          .threads = threads,
          .ns = Around(kFloor * to_floor),
          .floor_ns = Around(kFloor),
          .baseline_ns = Around(kFloor * to_floor / to_baseline),
          .to_floor = Around(to_floor),
          .to_baseline = Around(to_baseline),
          .note = ""};
}

// Of three CPUs, with a text wherever one can stand.
result::Experiments ExperimentsOf(std::string_view text) {
  result::Experiments experiments;
  experiments.core_to_core = {
      .reason = "",
      .cpus = {0, 1, 5},
      .run_seconds = 0.02,
      .pairs = {{.from = 0, .to = 1, .ns = Around(25), .repetitions = 3},
                {.from = 0, .to = 5, .ns = Around(100), .repetitions = 3},
                {.from = 1, .to = 5, .ns = Around(75), .repetitions = 3}}};
  experiments.false_sharing = {.reason = "",
                               .cpus = {0, 1},
                               .run_seconds = 0.02,
                               .distances = {{.bytes = 8,
                                              .ns = Around(40),
                                              .to_greatest = Around(8),
                                              .repetitions = 3},
                                             {.bytes = 64,
                                              .ns = Around(5),
                                              .to_greatest = Around(1),
                                              .repetitions = 3}}};
  experiments.instructions = {.reason = "",
                              .counters = {{.counter = std::string(text),
                                            .machine = std::string(text),
                                            .reason = std::string(text),
                                            .note = std::string(text)}}};
  return experiments;
}

void Fill(std::string_view text, result::Costs& costs) {
  costs.file = costs.target = costs.compiler = costs.baseline = text;
  costs.machine.cpu = costs.machine.kernel = text;
  costs.left_out = {std::string(text)};
  for (result::CounterCost& row : costs.rows) row.note = text;
  costs.rows.front().counter = text;
  costs.experiments = ExperimentsOf(text);
}

result::AtlasTable AtlasOf(std::string_view version) {
  const auto column = [version](std::string_view level,
                                std::string_view compiler) {
    return result::AtlasColumn{.name = absl::StrCat(level, "-", compiler),
                               .level = std::string(level),
                               .isa = "armv8.1-a",
                               .compiler = std::string(compiler),
                               .version = std::string(version)};
  };
  return {.columns = {column("aarch64_lse", "gcc"), column("x86_64", "gcc")},
          .lines = {{.operation = "fetch_add",
                     .order = "seq_cst",
                     .width = 64,
                     .result = "used",
                     .instructions = {"ldaddal", "lock xadd"}},
                    {.operation = "fence",
                     .order = "seq_cst",
                     .width = 0,
                     .result = "none",
                     .instructions = {"dmb ish", "lock or"}}}};
}

void Fill(std::string_view text, result::AtlasTable& atlas) {
  result::AtlasColumn& column = atlas.columns.front();
  column.name = column.level = column.isa = column.compiler = text;
  result::AtlasLine& line = atlas.lines.front();
  line.operation = line.order = line.result = text;
  line.instructions.front() = text;
}

}  // namespace

Results ResultsWithCosts() {
  Results results = ExploredResults();
  results.costs = {.file = "old.json",
                   .target = "x86_64-gcc",
                   .compiler = "GCC 16.2.0",
                   .machine = {.cpu = "Another", .cpus = 8, .kernel = "Linux"},
                   .baseline = "absl_mutex",
                   .interrupted = false,
                   .rows = {CostOf("racy_split", 1, 1.0625, 0.0625),
                            CostOf("fetch_add_relaxed_64", 1, 4.5, 0.25),
                            CostOf("fetch_add_relaxed_64", 16, 123.4, 0.125)},
                   .left_out = {},
                   .experiments = ExperimentsOf("a CPU is gone")};
  results.costs->rows.back().note = "fell back";
  return results;
}

Results ResultsWithAtlas() {
  Results results = SampleResults();
  results.atlas = AtlasOf("GNU C++20 16.2.0");
  return results;
}

Results ResultsFullOf(std::string_view text) {
  Results results = ResultsWithCosts();
  results.atlas = AtlasOf(text);
  Fill(text, *results.atlas);
  results.environment.cpu = text;
  results.environment.kernel = text;
  Counter& counter = results.counters[0];
  counter.name = counter.summary = counter.header = text;
  counter.progress = counter.ordering = text;
  Target& target = results.targets[0];
  target.name = target.isa = target.compiler = target.producer = text;
  target.architecture = text;
  target.flags = {std::string(text)};
  target.runs = {{.machine = std::string(text), .exit_code = 139}};
  Row& row = results.rows[0];
  Fill(text, row);
  Fill(text, results.explorations[0]);
  Fill(text, *results.costs);
  row.counter = row.target = text;
  row.verdict = Verdict::kFailed;
  results.rows[2].target = text;
  results.rows[1].counter = text;
  return results;
}

}  // namespace atomics_lab::report
