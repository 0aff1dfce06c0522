#include "tools/lab/bench_emulated.h"

#include <cstddef>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tools/bench/executed.h"
#include "tools/lab/bench_request.h"
#include "tools/lab/count_executed.h"
#include "tools/lab/environment.h"
#include "tools/lab/inventory.h"
#include "tools/lab/options.h"
#include "tools/lab/places.h"
#include "tools/lab/sheets.h"
#include "tools/process/lines.h"
#include "tools/report/bench_experiments.h"
#include "tools/result/bench.h"
#include "tools/result/bench_json.h"
#include "tools/result/experiments.h"
#include "tools/result/file.h"

namespace atomics_lab::lab {
namespace {

// Those on which the target's suite is run.
absl::StatusOr<std::vector<std::string>> MachinesOf(
    const EmulatedProgram& program) {
  std::vector<std::string> machines;
  ABSL_ASSIGN_OR_RETURN(const int code,
                        process::ReadLines({program.emulator, "--machines"},
                                           [&machines](std::string_view line) {
                                             machines.emplace_back(line);
                                             return true;
                                           }));
  if (code == 0 && !machines.empty()) return machines;
  return absl::InternalError(
      absl::StrCat(program.emulator, ": names no machine"));
}

using Counts = std::vector<result::InstructionCount>;

absl::StatusOr<Counts> CountOn(const std::string& machine,
                               const EmulatedProgram& program,
                               const std::vector<std::string>& counters) {
  std::vector<std::string> words = {"/usr/bin/env"};
  words.insert(words.end(), std::begin(bench::kTracingQemu),
               std::end(bench::kTracingQemu));
  words.insert(words.end(), {program.emulator, absl::StrCat("--on=", machine),
                             program.file});
  absl::StatusOr<Counts> counts = CountExecuted(words, counters);
  if (!counts.ok()) {
    return absl::Status(counts.status().code(),
                        absl::StrCat(machine, ": ", counts.status().message()));
  }
  for (result::InstructionCount& count : *counts) count.machine = machine;
  return counts;
}

// All machines' counts of a counter stand together: where they differ, the
// counter executes what the machine has.
absl::StatusOr<result::Instructions> Count(
    const EmulatedProgram& program, const std::vector<std::string>& counters) {
  ABSL_ASSIGN_OR_RETURN(const auto machines, MachinesOf(program));
  std::vector<Counts> by_machine;
  for (const std::string& machine : machines) {
    ABSL_ASSIGN_OR_RETURN(Counts counts, CountOn(machine, program, counters));
    by_machine.push_back(std::move(counts));
  }
  result::Instructions told;
  for (std::size_t i = 0; i < counters.size(); ++i) {
    for (const Counts& counts : by_machine) told.counters.push_back(counts[i]);
  }
  return told;
}

}  // namespace

absl::StatusOr<int> RunEmulatedBench(const Options& options,
                                     const std::string& argv0) {
  ABSL_ASSIGN_OR_RETURN(const BenchRequest request,
                        ParseBenchRequest(options, /*cpus=*/1));
  const std::string save =
      options.save.empty() ? "" : FromWorkingFolder(options.save);
  if (!save.empty()) {
    ABSL_RETURN_IF_ERROR(CheckWritable(save));
  }
  ABSL_ASSIGN_OR_RETURN(const Inventory inventory, Inventory::Find(argv0));
  ABSL_ASSIGN_OR_RETURN(const EmulatedProgram program,
                        inventory.Emulated(options.target));
  result::Bench bench;
  bench.target = program.target;
  bench.environment.machine = ThisMachine();
  bench.environment.flags =
      absl::StrSplit(program.flags, ' ', absl::SkipEmpty());
  ABSL_ASSIGN_OR_RETURN(bench.experiments.emplace().instructions,
                        Count(program, request.counters));
  if (!save.empty()) {
    ABSL_RETURN_IF_ERROR(result::WriteFile(save, result::BenchToJson(bench)));
  }
  std::cout << (options.format == Format::kJson
                    ? result::BenchToJson(bench)
                    : SheetsIn(options.format,
                               report::ExperimentSheets(bench)));
  return 0;
}

}  // namespace atomics_lab::lab
