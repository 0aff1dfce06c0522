#include "tools/lab/bench_request.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "counters/catalog.h"
#include "tools/bench/locks.h"
#include "tools/bench/mix.h"
#include "tools/lab/experiment_request.h"
#include "tools/lab/hint_request.h"
#include "tools/lab/options.h"
#include "tools/text/near_names.h"

namespace atomics_lab::lab {
namespace {

using std::chrono::milliseconds;

absl::Status UnknownCounter(std::string_view name) {
  text::NearNames near(name);
  for (const Specimen& specimen : Specimens()) {
    near.Consider(specimen.name, specimen.name);
  }
  const std::vector<std::string> nearest = near.Nearest();
  return absl::InvalidArgumentError(absl::StrCat(
      "no counter '", name, "'",
      nearest.empty()
          ? ""
          : absl::StrCat("; near to it: ", absl::StrJoin(nearest, ", ")),
      "; `lab list counters` names them all"));
}

absl::StatusOr<std::vector<std::string>> ParseCounters(std::string_view text) {
  std::vector<std::string> counters;
  if (text == "all" || text == kDefaultCounters) {
    counters.reserve(Specimens().size());
    for (const Specimen& specimen : Specimens()) {
      counters.emplace_back(specimen.name);
    }
    return counters;
  }
  for (const std::string_view name :
       absl::StrSplit(text, ',', absl::SkipEmpty())) {
    if (std::ranges::find(Specimens(), name, &Specimen::name) ==
        Specimens().end()) {
      return UnknownCounter(name);
    }
    if (std::ranges::find(counters, name) == counters.end()) {
      counters.emplace_back(name);
    }
  }
  if (!counters.empty()) return counters;
  return absl::InvalidArgumentError(
      absl::StrCat("--counters=", text,
                   ": no counter is named; it takes names with commas between "
                   "them, or all"));
}

absl::Status UnknownMix(std::string_view name) {
  text::NearNames near(name);
  std::vector<std::string> all;
  all.reserve(bench::Mixes().size());
  for (const bench::Mix& mix : bench::Mixes()) {
    near.Consider(mix.name, mix.name);
    all.push_back(mix.name);
  }
  const std::vector<std::string> nearest = near.Nearest();
  return absl::InvalidArgumentError(absl::StrCat(
      "no mix '", name, "'",
      nearest.empty()
          ? ""
          : absl::StrCat("; near to it: ", absl::StrJoin(nearest, ", ")),
      "; --mix takes ", absl::StrJoin(all, ", "), " and sectionN (N from 1 to ",
      bench::kMostSectionNs, "), with commas between"));
}

absl::StatusOr<std::vector<std::string>> ParseMixes(std::string_view text) {
  std::vector<std::string> mixes;
  for (const std::string_view name :
       absl::StrSplit(text, ',', absl::SkipEmpty())) {
    if (!bench::FindMix(name).has_value()) return UnknownMix(name);
    if (std::ranges::find(mixes, name) == mixes.end()) {
      mixes.emplace_back(name);
    }
  }
  if (mixes.empty()) return UnknownMix(text);
  return mixes;
}

// Sections and latency need a lock among the counters. `option` is what asks
// for them.
absl::Status CheckLocks(std::string_view option,
                        const std::vector<std::string>& counters) {
  if (std::ranges::any_of(counters, bench::IsLock)) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(option, ": none of the counters is a lock; those that are: ",
                   absl::StrJoin(bench::Locks(), ", ")));
}

absl::Status CheckSections(const std::vector<std::string>& mixes,
                           const std::vector<std::string>& counters) {
  const auto stays = std::ranges::find_if(mixes, [](const std::string& mix) {
    return bench::FindMix(mix)->section_ns > 0;
  });
  if (stays == mixes.end()) return absl::OkStatus();
  return CheckLocks(absl::StrCat("--mix=", *stays), counters);
}

absl::StatusOr<std::vector<int>> ParseThreads(std::string_view text, int cpus) {
  if (text == "all") return EveryThreadCount(cpus);
  std::set<int> threads;
  for (const std::string_view part :
       absl::StrSplit(text, ',', absl::SkipEmpty())) {
    int count = 0;
    if (!absl::SimpleAtoi(part, &count) || count < 1 ||
        count > kMostBenchThreads) {
      return absl::InvalidArgumentError(absl::StrCat(
          "--threads=", text, ": '", part,
          "' is no number of threads from 1 to ", kMostBenchThreads));
    }
    threads.insert(count);
  }
  if (!threads.empty()) return std::vector<int>(threads.begin(), threads.end());
  return absl::InvalidArgumentError(
      absl::StrCat("--threads=", text,
                   ": no number is named; it takes numbers with commas between "
                   "them, or all"));
}

void ChooseEffort(const Options& options, BenchRequest& request) {
  request.repetitions = 11;
  request.run = milliseconds(50);
  if (options.quick) {
    request.repetitions = 5;
    request.run = milliseconds(20);
    request.budget = milliseconds(35'000);
    request.deadline = milliseconds(55'000);
  }
  if (options.full) {
    request.repetitions = 21;
    request.run = milliseconds(200);
  }
}

}  // namespace

std::vector<int> EveryThreadCount(int cpus) {
  std::set<int> threads = {cpus, 2 * cpus};
  for (int count = 1; count < 2 * cpus; count *= 2) threads.insert(count);
  return {threads.begin(), threads.end()};
}

absl::StatusOr<BenchRequest> ParseBenchRequest(const Options& options,
                                               int cpus) {
  if (options.quick && options.full) {
    return absl::InvalidArgumentError(
        "bench takes --quick or --full, not both");
  }
  if (options.affinity != "pinned" && options.affinity != "free") {
    return absl::InvalidArgumentError(absl::StrCat(
        "--affinity=", options.affinity, ": it takes pinned or free"));
  }
  ABSL_ASSIGN_OR_RETURN(const auto experiments, ParseExperiments(options));
  std::vector<std::string> counters;
  if (experiments.empty() || options.counters != kDefaultCounters) {
    ABSL_ASSIGN_OR_RETURN(counters, ParseCounters(options.counters));
  }
  ABSL_ASSIGN_OR_RETURN(const auto threads,
                        ParseThreads(options.thread_counts, cpus));
  ABSL_ASSIGN_OR_RETURN(const auto mixes, ParseMixes(options.mix));
  ABSL_RETURN_IF_ERROR(CheckSections(mixes, counters));
  ABSL_ASSIGN_OR_RETURN(const auto hints, ParseHints(options.hint, counters));
  if (options.latency) {
    ABSL_RETURN_IF_ERROR(CheckLocks("--latency", counters));
  }
  BenchRequest request = {.counters = counters,
                          .threads = threads,
                          .mixes = mixes,
                          .hints = hints,
                          .pinned = options.affinity == "pinned",
                          .latency = options.latency,
                          .experiments = experiments};
  ChooseEffort(options, request);
  return request;
}

absl::Status CheckWritable(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path file = path;
  const fs::path folder =
      file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (fs::is_directory(file, error)) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": is a folder"));
  }
  if (!fs::is_directory(folder, error) ||
      access(folder.c_str(), W_OK | X_OK) != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": cannot be written; ", folder.string(),
                     " is no folder that can"));
  }
  return absl::OkStatus();
}

}  // namespace atomics_lab::lab
