#include "tools/lab/file_command.h"

#include <unistd.h>

#include <cstddef>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "tools/explore/program.h"
#include "tools/lab/explore_file.h"
#include "tools/lab/explore_progress.h"
#include "tools/lab/explore_request.h"
#include "tools/lab/options.h"
#include "tools/lab/places.h"
#include "tools/lab/print_exploration.h"
#include "tools/lab/show_program.h"
#include "tools/lab/stop_signals.h"
#include "tools/lab/wanted_outcome.h"
#include "tools/outcome/check.h"
#include "tools/result/temporary_folder.h"
#include "tools/toolbox/join_objects.h"

namespace atomics_lab::lab {
namespace {

absl::Status CheckThreads(const Options& options) {
  if (!options.thread.empty() && !options.function.empty()) {
    return absl::InvalidArgumentError(
        "--thread and --function both say what threads call; give one");
  }
  const bool called = !options.thread.empty() || !options.function.empty();
  if (called && options.words.size() > 1) return absl::OkStatus();
  return absl::InvalidArgumentError(
      "explore takes a FILE, or objects that belong together, and "
      "--thread=CALL for each thread, or --function=CALLS");
}

absl::StatusOr<int> ShowFile(const Options& options,
                             const ExploreBounds& bounds,
                             const outcome::Conditions& conditions) {
  ABSL_ASSIGN_OR_RETURN(const explore::Job job,
                        JobOfFile(options, bounds, conditions));
  std::cout << ShowProgram(job, options.format);
  return 0;
}

absl::StatusOr<int> Print(const Options& options,
                          const outcome::Conditions& conditions,
                          ExploredFile explored) {
  const std::vector<outcome::Check> checks =
      outcome::Evaluate(conditions, explored.observed, explored.told);
  const bool good = !IsFinding(explored.told) && outcome::AllKept(checks);
  if (conditions.empty()) {
    ABSL_RETURN_IF_ERROR(KeepWantedOutcome(options.outcome, explored.told));
    std::cout << ExplorationIn(options.format, explored.told);
  } else {
    std::cout << CheckedExplorationIn(options.format, explored.told, checks);
  }
  if (StopRequested()) return kInterrupted;
  return good ? 0 : 1;
}

// The FILE at `path`, which is called `label` in what is printed.
absl::StatusOr<int> RunOneFile(Options options, const std::string& path,
                               const std::string& label) {
  options.words = {options.words[0], path};
  ABSL_ASSIGN_OR_RETURN(const ExploreBounds bounds, ParseBounds(options));
  ABSL_ASSIGN_OR_RETURN(
      const auto conditions,
      outcome::ParseConditions(options.forbidden, options.allowed,
                               options.required));
  if (!conditions.empty() && !options.outcome.empty()) {
    return absl::InvalidArgumentError(
        "--outcome shows one end, and conditions speak of all; give one");
  }
  if (!options.show.empty()) return ShowFile(options, bounds, conditions);
  CatchStopSignals();
  ProgressPrinter progress(std::cerr, isatty(STDERR_FILENO) != 0,
                           StopRequested);
  auto explored = ExploreFile(options, bounds, conditions,
                              LimitsWith(bounds.memory, progress));
  progress.End();
  if (!explored.ok()) return explored.status();
  explored->told.target = label;
  return Print(options, conditions, *std::move(explored));
}

// Objects as one.
absl::StatusOr<int> RunJoined(const Options& options,
                              const std::vector<std::string>& files) {
  const result::TemporaryFolder folder;
  ABSL_RETURN_IF_ERROR(folder.status());
  ABSL_ASSIGN_OR_RETURN(const std::string joined,
                        toolbox::JoinObjects(files, folder.path()));
  const std::string label =
      absl::StrJoin(options.words.begin() + 1, options.words.end(), " + ");
  absl::StatusOr<int> code = RunOneFile(options, joined, label);
  if (code.ok()) return code;
  return absl::Status(
      code.status().code(),
      absl::StrReplaceAll(code.status().message(), {{joined, label}}));
}

}  // namespace

bool AsksForFile(const Options& options) {
  return !options.thread.empty() || !options.function.empty() ||
         !options.calls.empty() || !options.init.empty() ||
         !options.final_values.empty() || !options.forbidden.empty() ||
         !options.allowed.empty() || !options.required.empty();
}

absl::StatusOr<int> RunFile(const Options& options) {
  ABSL_RETURN_IF_ERROR(CheckThreads(options));
  std::vector<std::string> files;
  files.reserve(options.words.size());
  for (std::size_t i = 1; i < options.words.size(); ++i) {
    files.push_back(FromWorkingFolder(options.words[i]));
  }
  if (files.size() == 1 && !toolbox::IsArchiveFile(files[0])) {
    return RunOneFile(options, files[0], options.words[1]);
  }
  return RunJoined(options, files);
}

}  // namespace atomics_lab::lab
