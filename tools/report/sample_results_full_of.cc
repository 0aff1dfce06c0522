// Results with costs, and results in which one text stands everywhere that a
// text can stand.
#include <string>
#include <string_view>

#include "tools/report/sample_results.h"
#include "tools/result/result.h"

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

void Fill(std::string_view text, result::Costs& costs) {
  costs.file = costs.target = costs.compiler = costs.baseline = text;
  costs.machine.cpu = costs.machine.kernel = text;
  costs.left_out = {std::string(text)};
  for (result::CounterCost& row : costs.rows) row.note = text;
  costs.rows.front().counter = text;
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
                   .rows = {{.counter = "racy_split",
                             .threads = 1,
                             .to_floor = 1.0625,
                             .to_baseline = 0.0625},
                            {.counter = "fetch_add_relaxed_64",
                             .threads = 1,
                             .to_floor = 4.5,
                             .to_baseline = 0.25},
                            {.counter = "fetch_add_relaxed_64",
                             .threads = 16,
                             .to_floor = 123.4,
                             .to_baseline = 0.125,
                             .note = "fell back"}},
                   .left_out = {}};
  return results;
}

Results ResultsFullOf(std::string_view text) {
  Results results = ResultsWithCosts();
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
