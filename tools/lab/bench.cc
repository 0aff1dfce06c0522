#include "tools/report/bench.h"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/lab/bench_request.h"
#include "tools/lab/child_process.h"
#include "tools/lab/command.h"
#include "tools/lab/commands.h"
#include "tools/lab/inventory.h"
#include "tools/lab/options.h"
#include "tools/lab/places.h"
#include "tools/lab/stop_signals.h"
#include "tools/result/bench.h"
#include "tools/result/bench_json.h"
#include "tools/result/file.h"

namespace atomics_lab::lab {
namespace {

std::vector<std::string> Words(const BenchProgram& program,
                               const BenchRequest& request,
                               const std::string& output) {
  using std::chrono::microseconds;
  return {program.file,
          absl::StrCat("--target=", program.target),
          absl::StrCat("--target_flags=", program.flags),
          absl::StrCat("--counters=", absl::StrJoin(request.counters, ",")),
          absl::StrCat("--threads=", absl::StrJoin(request.threads, ",")),
          absl::StrCat("--repetitions=", request.repetitions),
          absl::StrCat("--run_us=", microseconds(request.run).count()),
          absl::StrCat("--budget_ms=", request.budget.count()),
          absl::StrCat("--deadline_ms=", request.deadline.count()),
          request.pinned ? "--pinned" : "--nopinned",
          absl::StrCat("--output=", output)};
}

// A signal from the terminal goes to the measuring program as well, which then
// writes what it has; so this one waits for it either way.
absl::StatusOr<result::Bench> Measure(const BenchProgram& program,
                                      const BenchRequest& request) {
  namespace fs = std::filesystem;
  const std::string output =
      (fs::temp_directory_path() /
       absl::StrCat("atomics-lab-bench-", getpid(), ".json"))
          .string();
  const absl::Cleanup remove = [&output] {
    std::error_code error;
    fs::remove(output, error);
  };
  CatchStopSignals();
  const absl::StatusOr<int> code = RunToItsEnd(Words(program, request, output));
  if (!code.ok()) return code.status();
  if (*code != 0) {
    return absl::InternalError(
        absl::StrCat(program.file, ": ended with exit code ", *code));
  }
  const absl::StatusOr<std::string> text = result::ReadFile(output);
  if (!text.ok()) return text.status();
  return result::BenchFromJson(*text, output);
}

std::string Render(const result::Bench& bench, Format format) {
  switch (format) {
    case Format::kJson:
      return result::BenchToJson(bench);
    case Format::kMarkdown:
      return report::BenchMarkdown(bench);
    case Format::kText:
      break;
  }
  return report::BenchText(bench);
}

absl::StatusOr<int> RunBench(const Options& options, const std::string& argv0) {
  const auto cpus = static_cast<int>(std::thread::hardware_concurrency());
  const auto request = ParseBenchRequest(options, cpus);
  if (!request.ok()) return request.status();
  const std::string save =
      options.save.empty() ? "" : FromWorkingFolder(options.save);
  if (!save.empty()) {
    if (absl::Status status = CheckWritable(save); !status.ok()) return status;
  }
  const absl::StatusOr<Inventory> inventory = Inventory::Find(argv0);
  if (!inventory.ok()) return inventory.status();
  const auto program = inventory->Bench(options.target);
  if (!program.ok()) return program.status();
  const auto bench = Measure(*program, *request);
  if (!bench.ok()) return bench.status();
  if (!save.empty()) {
    absl::Status saved = result::WriteFile(save, result::BenchToJson(*bench));
    if (!saved.ok()) return saved;
  }
  std::cout << Render(*bench, options.format);
  return bench->interrupted ? kInterrupted : 0;
}

constexpr Option kOptions[] = {
    {"--counters", &Options::counters, "NAMES",
     "Counters with commas between them, or all: see `lab list counters`."},
    {"--threads", &Options::thread_counts, "NUMBERS",
     "Numbers of threads, or all: 1, 2, 4, … to twice the CPUs."},
    {"--target", &Options::target, "NAME",
     "A target of this machine's architecture; the first if none is named."},
    {"--affinity", &Options::affinity, "pinned|free",
     "Whether each thread keeps to a CPU of its own, if there are enough."},
    {"--quick", &Options::quick, "Under a minute in all, with short runs."},
    {"--full", &Options::full, "Long runs and many repetitions."},
    {"--save", &Options::save, "FILE", "Where to put the JSON as well."},
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
