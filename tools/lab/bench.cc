#include "tools/report/bench.h"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/bench/compare.h"
#include "tools/bench/expectations.h"
#include "tools/lab/bench_emulated.h"
#include "tools/lab/bench_form.h"
#include "tools/lab/bench_request.h"
#include "tools/lab/command.h"
#include "tools/lab/commands.h"
#include "tools/lab/environment.h"
#include "tools/lab/inventory.h"
#include "tools/lab/options.h"
#include "tools/lab/places.h"
#include "tools/lab/sheets.h"
#include "tools/lab/stop_signals.h"
#include "tools/process/child.h"
#include "tools/report/bench_comparison.h"
#include "tools/report/bench_expectations.h"
#include "tools/report/bench_experiments.h"
#include "tools/report/bench_explain.h"
#include "tools/report/bench_latency.h"
#include "tools/report/sheet.h"
#include "tools/result/bench.h"
#include "tools/result/bench_comparison.h"
#include "tools/result/bench_expectations.h"
#include "tools/result/bench_json.h"
#include "tools/result/file.h"
#include "tools/result/temporary_folder.h"

namespace atomics_lab::lab {
namespace {

std::vector<std::string> Words(const BenchProgram& program,
                               const BenchRequest& request,
                               const std::string& output) {
  using std::chrono::microseconds;
  return {
      program.file,
      absl::StrCat("--target=", program.target),
      absl::StrCat("--target_flags=", program.flags),
      absl::StrCat("--counters=", absl::StrJoin(request.counters, ",")),
      absl::StrCat("--threads=", absl::StrJoin(request.threads, ",")),
      absl::StrCat("--mix=", absl::StrJoin(request.mixes, ",")),
      absl::StrCat("--hint=", absl::StrJoin(request.hints, ",")),
      absl::StrCat("--repetitions=", request.repetitions),
      absl::StrCat("--run_us=", microseconds(request.run).count()),
      absl::StrCat("--budget_ms=", request.budget.count()),
      absl::StrCat("--deadline_ms=", request.deadline.count()),
      absl::StrCat("--experiments=", absl::StrJoin(request.experiments, ",")),
      request.pinned ? "--pinned" : "--nopinned",
      request.latency ? "--latency" : "--nolatency",
      absl::StrCat("--output=", output)};
}

// A signal from the terminal goes to the measuring program as well, which then
// writes what it has; so this one waits for it either way.
absl::StatusOr<result::Bench> Measure(const BenchProgram& program,
                                      const BenchRequest& request) {
  const result::TemporaryFolder folder;
  ABSL_RETURN_IF_ERROR(folder.status());
  const std::string output = folder.path() + "/bench.json";
  CatchStopSignals();
  ABSL_ASSIGN_OR_RETURN(const int code,
                        process::RunToItsEnd(Words(program, request, output)));
  if (code != 0) {
    return absl::InternalError(
        absl::StrCat(program.file, ": ended with exit code ", code));
  }
  ABSL_ASSIGN_OR_RETURN(const std::string text, result::ReadFile(output));
  return result::BenchFromJson(text, output);
}

// Sheets for people, or the JSON that says the same.
std::string Render(const std::vector<report::Sheet>& sheets,
                   const std::string& json, Format format) {
  return format == Format::kJson ? json : SheetsIn(format, sheets);
}

// Counters, if any were measured, their latency, and experiments.
std::vector<report::Sheet> SheetsOf(const result::Bench& bench) {
  std::vector<report::Sheet> sheets = report::ExperimentSheets(bench);
  if (bench.latency.has_value()) {
    sheets.insert(sheets.begin(), report::LatencySheet(*bench.latency));
  }
  if (!bench.rows.empty()) {
    sheets.insert(sheets.begin(), report::BenchSheet(bench));
  }
  return sheets;
}

// The older measurement that --compare names.
absl::StatusOr<result::Bench> ReadOlder(const std::string& path) {
  ABSL_ASSIGN_OR_RETURN(const std::string text, result::ReadFile(path));
  return result::BenchFromJson(text, path);
}

// What is known of a measurement before it is made; its baseline is the
// program's own matter, so it is taken for the older one's.
result::Bench Planned(const BenchRequest& request, const std::string& target,
                      const result::Bench& older) {
  result::Bench bench;
  bench.target = target;
  bench.environment.machine = ThisMachine();
  bench.plan = {.baseline = older.plan.baseline,
                .affinity = request.pinned ? "pinned" : "free"};
  return bench;
}

// Prints what was measured, or how it differs; returns the exit code.
absl::StatusOr<int> Print(const result::Bench& bench,
                          const std::optional<result::Bench>& older,
                          const Options& options) {
  if (!older.has_value()) {
    std::cout << Render(options.explain
                            ? std::vector{report::BenchExplained(bench)}
                            : SheetsOf(bench),
                        result::BenchToJson(bench), options.format);
    return bench.interrupted ? kInterrupted : 0;
  }
  ABSL_ASSIGN_OR_RETURN(const auto comparison,
                        bench::Compare(*older, options.compare, bench));
  std::cout << Render({report::BenchComparisonSheet(comparison)},
                      result::BenchComparisonToJson(comparison),
                      options.format);
  if (bench.interrupted) return kInterrupted;
  return std::ranges::any_of(comparison.rows,
                             [](const result::BenchRowComparison& row) {
                               return row.change ==
                                      result::BenchChange::kSlower;
                             })
             ? 1
             : 0;
}

// What is measured if nothing else is asked for.
Options WithDefaults(Options options, const std::vector<std::string>& counters,
                     const std::vector<int>& threads) {
  const Options nothing_said;
  if (options.counters == nothing_said.counters && !counters.empty()) {
    options.counters = absl::StrJoin(counters, ",");
  }
  if (options.thread_counts == nothing_said.thread_counts) {
    options.thread_counts = absl::StrJoin(threads, ",");
  }
  return options;
}

using Expectations = std::vector<bench::Expectation>;

absl::StatusOr<Expectations> ReadExpectations(const Options& options) {
  if (options.expect.empty()) return Expectations();
  const std::string path = FromWorkingFolder(options.expect);
  ABSL_ASSIGN_OR_RETURN(const std::string text, result::ReadFile(path));
  return bench::ParseExpectations(text, options.expect);
}

// Prints what was met; returns the exit code.
int PrintExpected(const Expectations& expectations, const result::Bench& bench,
                  const Options& options) {
  const auto judged = bench::Judge(expectations, bench);
  std::cout << Render({report::BenchExpectationsSheet(judged)},
                      result::BenchExpectationsToJson(judged), options.format);
  if (bench.interrupted) return kInterrupted;
  return std::ranges::all_of(judged.expectations,
                             &result::BenchExpectation::met)
             ? 0
             : 1;
}

absl::StatusOr<int> RunBench(const Options& typed, const std::string& argv0) {
  ABSL_RETURN_IF_ERROR(CheckBenchForm(typed));
  if (typed.emulated) return RunEmulatedBench(typed, argv0);
  ABSL_ASSIGN_OR_RETURN(const Expectations expected, ReadExpectations(typed));
  Options options = typed;
  if (typed.explain) {
    options = WithDefaults(typed, report::ExplainedCounters(), {1, 2});
  }
  if (!expected.empty()) {
    options = WithDefaults(typed, bench::CountersOf(expected),
                           bench::ThreadsOf(expected));
  }
  const auto cpus = static_cast<int>(std::thread::hardware_concurrency());
  ABSL_ASSIGN_OR_RETURN(const auto request, ParseBenchRequest(options, cpus));
  const std::string save =
      options.save.empty() ? "" : FromWorkingFolder(options.save);
  if (!save.empty()) {
    ABSL_RETURN_IF_ERROR(CheckWritable(save));
  }
  std::optional<result::Bench> older;
  if (!options.compare.empty()) {
    ABSL_ASSIGN_OR_RETURN(auto read,
                          ReadOlder(FromWorkingFolder(options.compare)));
    older = std::move(read);
  }
  ABSL_ASSIGN_OR_RETURN(const Inventory inventory, Inventory::Find(argv0));
  ABSL_ASSIGN_OR_RETURN(const auto program, inventory.Bench(options.target));
  if (older.has_value()) {
    ABSL_RETURN_IF_ERROR(bench::CheckComparable(
        *older, options.compare, Planned(request, program.target, *older)));
  }
  ABSL_ASSIGN_OR_RETURN(const auto bench, Measure(program, request));
  if (!save.empty()) {
    ABSL_RETURN_IF_ERROR(result::WriteFile(save, result::BenchToJson(bench)));
  }
  if (!expected.empty()) return PrintExpected(expected, bench, options);
  return Print(bench, older, options);
}

constexpr Option kOptions[] = {
    {"--counters", &Options::counters, "NAMES",
     "Counters with commas between them, or all: see `lab list counters`."},
    {"--threads", &Options::thread_counts, "NUMBERS",
     "Numbers of threads, or all: 1, 2, 4, … to twice the CPUs."},
    {"--mix", &Options::mix, "NAMES",
     "What each thread does: adds; reads1 or reads10, where 1 or 10 % of its "
     "operations are reads; batches16, where it adds 16 at once; sectionN, "
     "where it stays in the lock for N ns."},
    {"--hint", &Options::hint, "NAMES",
     "What spinning locks tell the processor while they wait: none; pause on "
     "x86-64; yield, isb, wfe on AArch64."},
    {"--latency", &Options::latency,
     "Of locks also percentiles of how long single increments take."},
    {"--target", &Options::target, "NAME",
     "A target of this machine's architecture; the first if none is named."},
    {"--affinity", &Options::affinity, "pinned|free",
     "Whether each thread keeps to a CPU of its own, if there are enough."},
    {"--emulated", &Options::emulated,
     "Counts executed instructions on a --target that runs under QEMU, and "
     "times nothing."},
    {"--quick", &Options::quick, "Under a minute in all, with short runs."},
    {"--full", &Options::full, "Long runs and many repetitions."},
    {"--experiments", &Options::experiments, "NAMES",
     "core_to_core, false_sharing: what the machine's cache lines cost; "
     "instructions: how many an increment executes. Counters are timed only if "
     "they are named."},
    {"--save", &Options::save, "FILE", "Where to put the JSON as well."},
    {"--explain", &Options::explain,
     "The five sentences that the numbers support, instead of a table."},
    {"--expect", &Options::expect, "FILE",
     "Holds the ratios to the limits in a file such as tools/bench/ratios.txt; "
     "exit 1 if one is missed beyond noise."},
    {"--compare", &Options::compare, "FILE",
     "What changed since that was saved, beyond noise; exit 1 if something is "
     "slower."},
};

}  // namespace

constinit const Command kBenchCommand = {
    .name = "bench",
    .usage = "lab bench [--counters=NAMES] [--threads=NUMBERS] [OPTIONS]",
    .summary =
        "What an increment costs under contention, measured on this machine.",
    .options = kOptions,
    .formats = kAllFormats,
    .words = "",
    .run = RunBench,
};

}  // namespace atomics_lab::lab
