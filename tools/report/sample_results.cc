#include "tools/report/sample_results.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
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

Counter RacySplit() {
  return {.name = "racy_split",
          .summary = "Loads, adds and stores in three steps.",
          .header = "counters/specimens/racy_split.h",
          .lossless = false,
          .progress = "wait-free",
          .ordering = "relaxed",
          .width_bits = 64};
}

Counter FetchAdd() {
  return {.name = "fetch_add_relaxed_64",
          .summary = "One atomic read-modify-write.",
          .header = "counters/specimens/fetch_add.h",
          .lossless = true,
          .progress = "lock-free",
          .ordering = "relaxed",
          .width_bits = 64};
}

Target Native() {
  return {.name = "x86_64-gcc",
          .architecture = "x86_64",
          .isa = "x86-64",
          .compiler = "gcc",
          .flags = {"-O2", "-march=x86-64"},
          .producer = "GNU C++20 16.2.0",
          .runs = {{.machine = "native", .exit_code = 0}}};
}

Target Outline() {
  return {.name = "aarch64_outline-gcc",
          .architecture = "aarch64",
          .isa = "armv8-a",
          .compiler = "gcc",
          .flags = {"-O2"},
          .producer = "GNU C++20 16.2.0",
          .runs = {{.machine = std::string(kA57), .exit_code = 0},
                   {.machine = std::string(kN1), .exit_code = 0}}};
}

result::Test PassedOn(std::string_view machine) {
  return {.name = "StartsAtZero",
          .machine = std::string(machine),
          .verdict = Verdict::kPassed,
          .message = ""};
}

Outcome OutcomeOn(std::string_view machine,
                  std::map<std::uint64_t, std::uint64_t> histogram) {
  return {.machine = std::string(machine),
          .threads = 2,
          .increments = 2,
          .histogram = std::move(histogram)};
}

Instruction Shared(std::uint64_t address, std::string_view mnemonic,
                   std::string_view operands, std::string_view role) {
  Instruction instruction;
  instruction.address = address;
  instruction.bytes = "00";
  instruction.mnemonic = mnemonic;
  instruction.operands = operands;
  instruction.role = role;
  instruction.shared = true;
  instruction.file = "/home/someone/lab/counters/counter.h";
  instruction.line = static_cast<int>(address);
  return instruction;
}

Instruction Return(std::uint64_t address) {
  Instruction instruction = Shared(address, "ret", "", "return");
  instruction.shared = false;
  return instruction;
}

Function Read() {
  return {.operation = "Read",
          .symbol = "probe::Read(Counter const&)",
          .form = "mov",
          .instructions = {Shared(0x20, "mov", "rax, qword ptr [rdi]", "load"),
                           Return(0x23)}};
}

Function Add(std::string_view form, std::vector<Instruction> instructions) {
  return {.operation = "Add",
          .symbol = "probe::Add(Counter&, unsigned long)",
          .form = std::string(form),
          .instructions = std::move(instructions)};
}

Function SplitAdd() {
  return Add("mov; mov", {Shared(0x10, "mov", "rax, qword ptr [rdi]", "load"),
                          Shared(0x14, "mov", "qword ptr [rdi], rax", "store"),
                          Return(0x18)});
}

Function LockAdd() {
  Instruction add = Shared(0x10, "lock add", "qword ptr [rdi], rsi",
                           "atomic read-modify-write");
  add.acquire = true;
  add.release = true;
  return Add("lock add", {add, Return(0x15)});
}

Function OutlinedAdd() {
  Instruction call = Shared(0x10, "bl", "0x400", "call");
  call.target = "__aarch64_ldadd8_relax";
  return Add("call __aarch64_ldadd8_relax → ldadd | ldxr…stxr loop",
             {call, Return(0x14)});
}

Row RowOn(const Counter& counter, const Target& target, Function add) {
  Row row;
  row.counter = counter.name;
  row.target = target.name;
  row.verdict = Verdict::kPassed;
  for (const result::TestRun& run : target.runs) {
    row.tests.push_back(PassedOn(run.machine));
    row.outcomes.push_back(OutcomeOn(run.machine, {{4, 1000}}));
  }
  row.functions = {std::move(add), Read()};
  return row;
}

result::Exploration ExploredRow(const Row& row) {
  return {.counter = row.counter,
          .target = row.target,
          .model = absl::StartsWith(row.target, "x86_64") ? "tso" : "armv8",
          .threads = 2,
          .increments = 2,
          .complete = true,
          .states = 43,
          .observed = {"Read()"},
          .claim = "lossless",
          .verdict = result::ExplorationVerdict::kProved,
          .reason = "every execution ends at 4",
          .outcomes = {{.values = {{.low = 4}}}}};
}

result::WitnessStep StepOf(int thread, std::string_view instruction) {
  return {.thread = thread,
          .instruction = std::string(instruction),
          .function = "probe::Add",
          .action = "internal"};
}

std::vector<result::WitnessStep> HowTwoIsLeft() {
  result::WitnessStep load = StepOf(1, "mov rax, qword ptr [rdi]");
  load.action = "read";
  load.location = "counter";
  load.read = result::Value{};
  load.store_buffer = {{.location = "counter", .size = 8, .value = {.low = 1}}};
  result::WitnessStep store = StepOf(2, "mov qword ptr [rdi], rax");
  store.action = "write";
  store.location = "counter";
  store.wrote = result::Value{.low = 2};
  return {load, store};
}

void Refute(std::vector<result::WitnessStep> witness,
            result::Exploration& exploration) {
  exploration.claim = "may lose updates";
  exploration.verdict = result::ExplorationVerdict::kRefuted;
  exploration.reason = "it can end at 2 where nothing lost is 4";
  exploration.outcomes = {{.values = {{.low = 2}},
                           .context_switches = 2,
                           .witness = std::move(witness)},
                          {.values = {{.low = 3}}, .context_switches = 2},
                          {.values = {{.low = 4}}}};
}

void Stop(result::Exploration& exploration) {
  exploration.complete = false;
  exploration.bound = "stopped at 43 states";
  exploration.verdict = result::ExplorationVerdict::kConsistent;
}

}  // namespace

Results SampleResults() {
  Results results;
  results.environment = {
      .cpu = "A processor", .cpus = 2, .kernel = "Linux 6.1"};
  results.counters = {RacySplit(), FetchAdd()};
  results.targets = {Native(), Outline()};
  results.rows = {RowOn(RacySplit(), Native(), SplitAdd()),
                  RowOn(RacySplit(), Outline(), SplitAdd()),
                  RowOn(FetchAdd(), Native(), LockAdd()),
                  RowOn(FetchAdd(), Outline(), OutlinedAdd())};
  results.rows[0].outcomes[0].histogram = {{3, 2}, {4, 998}};
  return results;
}

Results ExploredResults() {
  Results results = SampleResults();
  for (const Row& row : results.rows) {
    results.explorations.push_back(ExploredRow(row));
  }
  Refute(HowTwoIsLeft(), results.explorations[0]);
  Refute({}, results.explorations[1]);
  Stop(results.explorations[3]);
  return results;
}

Results TwoCompilerResults() {
  Results results = ExploredResults();
  Target clang = Native();
  clang.name = "x86_64-clang";
  clang.compiler = "clang";
  results.targets.insert(results.targets.begin() + 1, clang);
  const auto of_gcc = [](const auto& result) {
    return result.target == "x86_64-gcc";
  };
  for (auto row = results.rows.begin();
       (row = std::find_if(row, results.rows.end(), of_gcc)) !=
       results.rows.end();
       ++row) {
    row = results.rows.insert(row + 1, *row);
    row->target = clang.name;
  }
  for (const result::Exploration& exploration :
       ExploredResults().explorations) {
    if (!of_gcc(exploration)) continue;
    results.explorations.push_back(exploration);
    results.explorations.back().target = clang.name;
  }
  return results;
}

Row& RowOf(Results& results, std::string_view counter,
           std::string_view target) {
  return *std::ranges::find_if(results.rows, [&](const Row& row) {
    return row.counter == counter && row.target == target;
  });
}

Results NativeResults() {
  Results results = SampleResults();
  results.targets.pop_back();
  std::erase_if(results.rows, [](const Row& row) {
    return absl::StartsWith(row.target, "aarch64");
  });
  return results;
}

Results LargeResults(std::size_t counters, std::size_t targets,
                     std::size_t instructions) {
  Results results;
  for (std::size_t i = 0; i < counters; ++i) {
    results.counters.push_back(FetchAdd());
    absl::StrAppend(&results.counters.back().name, "_", i);
  }
  for (std::size_t i = 0; i < targets; ++i) {
    results.targets.push_back(Outline());
    results.targets.back().name = absl::StrCat("aarch64_outline_", i, "-gcc");
  }
  Function add = OutlinedAdd();
  add.instructions.assign(instructions, add.instructions.front());
  for (const Counter& counter : results.counters) {
    for (const Target& target : results.targets) {
      results.rows.push_back(RowOn(counter, target, add));
      results.rows.back().functions[1].instructions = add.instructions;
    }
  }
  return results;
}

}  // namespace atomics_lab::report
