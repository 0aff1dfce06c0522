// The explorer beside herd7, on the same racy program under Armv8, in one run.
//
//   ./bazelw run -c opt //tests/herd:herd_benchmark
//   ./bazelw run -c opt //tests/herd:herd_benchmark --
//       --benchmark_filter=2/2
//
// The time of a line is herd7's CPU time, with its parsing; `explorer_ms` is
// the explorer's CPU time for all outcomes and a witness of each, the median of
// so many runs right before it, and `ratio` the one over the other. The two
// must find equally many outcomes. Skipped where herd7 is not installed.
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctime>
#include <string>
#include <vector>

#include "absl/log/check.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "tools/explore/explore.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/program_fixture.h"
#include "tools/explore/search.h"
#include "tools/result/file.h"
#include "tools/result/temporary_folder.h"
#include "tools/toolbox/process.h"

namespace atomics_lab::herd {
namespace {

constexpr int kRuns = 21;

// The explorer's program (explore::RacyJob), unrolled.
std::string RacyTest(std::size_t threads, int calls) {
  std::string starts;
  std::string text;
  const auto row = [&](const auto& cell) {
    for (std::size_t i = 0; i < threads; ++i) {
      absl::StrAppend(&text, i == 0 ? " " : " | ", cell(i));
    }
    absl::StrAppend(&text, " ;\n");
  };
  for (std::size_t i = 0; i < threads; ++i) {
    absl::StrAppend(&starts, " ", i, ":X0=x;");
  }
  row([](std::size_t i) { return absl::StrCat("P", i); });
  for (int i = 0; i < calls; ++i) {
    for (const char* const line :
         {"LDR X1,[X0]", "ADD X1,X1,#1", "STR X1,[X0]"}) {
      row([&](std::size_t) { return line; });
    }
  }
  return absl::StrCat("AArch64 racy\n{ int64_t x=0;", starts, " }\n", text,
                      "locations [x;]\nforall (true)\n");
}

double CpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) +
         static_cast<double>(now.tv_nsec) / 1e9;
}

double CpuSecondsOfChildren() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) +
           static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

absl::StatusOr<explore::Outcome> FinalX(const explore::FinalState& state) {
  ABSL_ASSIGN_OR_RETURN(const explore::Value x, state.Read(explore::kX, 8));
  return explore::Outcome{x.low};
}

struct Explored {
  double seconds = 0;  // the median
  std::size_t outcomes = 0;
};

Explored Explore(std::size_t threads, int calls) {
  const explore::Job job = explore::RacyJob(threads, calls);
  std::array<double, kRuns> seconds{};
  Explored explored;
  for (double& taken : seconds) {
    const double before = CpuSeconds();
    const auto found =
        explore::Explore(job, explore::Model::kArmv8, FinalX, {});
    taken = CpuSeconds() - before;
    CHECK_OK(found.status());
    CHECK(found->complete) << found->bound;
    explored.outcomes = found->outcomes.size();
  }
  std::sort(seconds.begin(), seconds.end());
  explored.seconds = seconds[kRuns / 2];
  return explored;
}

void BM_Herd7(benchmark::State& state) {
  const auto threads = static_cast<std::size_t>(state.range(0));
  const auto calls = static_cast<int>(state.range(1));
  const result::TemporaryFolder folder;
  CHECK_OK(folder.status());
  CHECK_OK(result::WriteFile(folder.path() + "/racy.litmus",
                             RacyTest(threads, calls)));
  const Explored explored = Explore(threads, calls);
  double herd = 0;
  for (auto _ : state) {
    const double before = CpuSecondsOfChildren();
    const absl::StatusOr<toolbox::Finished> done = toolbox::Run(
        {"herd7", "-variant", "OldSolver", "racy.litmus"}, folder.path());
    if (absl::IsNotFound(done.status())) {
      state.SkipWithError("herd7 is not installed: nothing to compare with");
      return;
    }
    CHECK_OK(done.status());
    CHECK(absl::StrContains(done->out,
                            absl::StrCat("States ", explored.outcomes, "\n")))
        << done->out << done->err;
    herd = CpuSecondsOfChildren() - before;
    state.SetIterationTime(herd);
  }
  state.counters["explorer_ms"] = explored.seconds * 1e3;
  state.counters["ratio"] = herd / explored.seconds;
}
BENCHMARK(BM_Herd7)
    ->Args({2, 1})
    ->Args({3, 1})
    ->Args({2, 2})
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->Repetitions(5)
    ->ReportAggregatesOnly();

}  // namespace
}  // namespace atomics_lab::herd
